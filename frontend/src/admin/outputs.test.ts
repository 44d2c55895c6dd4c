import { expect, test } from 'vitest';
import { changedOutputs, outputText } from './outputs';

const outputs = [
  { node: 'ask', title: 'Ask', key: 'role', value: 'nobody' },
  { node: 'ask', title: 'Ask', key: 'count', value: 3 },
  { node: 'find', title: 'Find', key: 'first', value: null },
  { node: 'find', title: 'Find', key: 'rows', value: [{ id: 'a' }] },
];
const texts = outputs.map(({ value }) => outputText(value));

test('only what was written otherwise is corrected, each in its kind', () => {
  expect(changedOutputs(outputs, texts)).toEqual({ changed: {}, wrong: [] });
  expect(changedOutputs(outputs, ['late', '4', 'someone', '[]'])).toEqual({ changed: { ask: { role: 'late', count: 4 }, find: { first: 'someone', rows: [] } }, wrong: [] });
});

test('what cannot be read, or is of another kind, is told', () => {
  expect(changedOutputs(outputs, ['', 'many', '{"a": 1}', '{"id": "a"}'])).toEqual({ changed: { ask: { role: '' }, find: { first: { a: 1 } } }, wrong: [1, 3] });
});
