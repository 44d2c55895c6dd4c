/** Text: what is special to it. */
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';

const text = fieldView('text')!;

test('length counts characters as people do', () => {
  expect(text.problem?.('𠮷野家', { max_length: 3 })).toBeNull();
  expect(text.problem?.('𠮷野家吗', { max_length: 3 })).toEqual({ key: 'fields.text.long', words: { limit: 3, over: 1 } });
});
