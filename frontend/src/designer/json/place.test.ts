/** Where one is in JSON that breaks off anywhere. */
import { expect, it } from 'vitest';
import { placeIn } from './place';

/** The bar stands for where one is. */
const at = (marked: string) => placeIn(marked.replace('|', ''), marked.indexOf('|'));

it.each<[string, { path: string[]; part: string; word: string }]>([
  ['{|', { path: [], part: 'name', word: '' }],
  ['{"ti|"', { path: [], part: 'name', word: 'ti' }],
  ['{"title": "a", "fi|', { path: [], part: 'name', word: 'fi' }],
  ['{"type": |', { path: ['type'], part: 'value', word: '' }],
  ['{"type": "ta|"}', { path: ['type'], part: 'value', word: 'ta' }],
  ['{"required": tr|', { path: ['required'], part: 'value', word: 'tr' }],
  ['{"fields": [{"key": "a"}, {"|', { path: ['fields', '1'], part: 'name', word: '' }],
  ['{"fields": [{"key": "a", "settings": {"options": [1, 2, |]}}]}', { path: ['fields', '0', 'settings', 'options', '2'], part: 'value', word: '' }],
  ['{"a": "x\\"y", "|', { path: [], part: 'name', word: '' }],
  ['{"a": {"b": 1}, "|', { path: [], part: 'name', word: '' }],
])('in %s', (marked, expected) => {
  expect(at(marked)).toMatchObject(expected);
});

it.each(['|', '{"a": 1 |', '{"a" |', '{"a": "done"|', '{} |'])('is none in %s', (marked) => {
  expect(at(marked)).toBeNull();
});
