/** Text: what is special to it. */
import { expect, test } from 'vitest';
import { waitFor } from '@testing-library/react';
import { fieldView } from '../lib/fields';
import { typing } from './testing';

const text = fieldView('text')!;

test('length counts characters as people do', () => {
  expect(text.problem?.('𠮷野家', { max_length: 3 })).toBeNull();
  expect(text.problem?.('𠮷野家吗', { max_length: 3 })).toEqual({ key: 'fields.text.long', words: { limit: 3, over: 1 } });
});

test('a text that is not of the pattern is told in the words of its maker; what only the server can judge waits for it', async () => {
  typing(text, null, { pattern: 'A-\\d{4}' });
  const words = { 'zh-CN': '料号，例如 A-0042', en: 'an article number such as A-0042' };
  await waitFor(() => expect(text.problem?.('A-42', { pattern: 'A-\\d{4}', pattern_words: words })).toEqual({ key: 'typed.text.shape', words: { expected: '料号，例如 A-0042' } }));
  expect(text.problem?.('A-0042', { pattern: 'A-\\d{4}', pattern_words: words })).toBeNull();
  expect(text.problem?.('x', { pattern: '\\p{Han}+' })).toBeNull();
});
