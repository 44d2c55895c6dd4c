/** Merging two people's changes of one record. */
import { expect, test } from 'vitest';
import { changed, merge, same } from './merge';

test('a field only they changed is taken over, one only I changed stays mine', () => {
  const merged = merge({ a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 3 });

  expect(merged).toEqual({ values: { a: 2, b: 3 }, clashes: [] });
});

test('a field both changed differently clashes, changed alike does not', () => {
  const merged = merge({ a: 1, b: 1 }, { a: 2, b: 5 }, { a: 3, b: 5 });

  expect(merged.clashes).toEqual([{ key: 'a', mine: 2, theirs: 3 }]);
});

test('clearing a field is a change; nothing, null and an empty text are one', () => {
  expect(changed({ a: 'x', b: null }, { a: null, b: '' })).toEqual({ a: null });
  expect(same([], undefined)).toBe(true);
  expect(same(0, null)).toBe(false);
});

test('files are compared by what they say, not by the order of their members', () => {
  expect(same([{ id: '1', name: 'a' }], [{ name: 'a', id: '1' }])).toBe(true);
});
