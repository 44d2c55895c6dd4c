import { expect, test } from 'vitest';
import type { Conditions } from '../views/table/filter';
import { askable, conditionsOf, treeOf } from './condition';

const each: Conditions['list'] = [
  { field: 'a', operator: 'at_least', value: '5' },
  { field: 'b', operator: 'none_of', value: ['x', 'y'] },
  { field: 'c', operator: 'empty' },
  { field: 'd', operator: 'between', value: ['1', '2'] },
  { field: 'e', operator: 'not_contains', value: 'z' },
];

test('conditions become an expression and come back', () => {
  for (const join of ['all', 'any'] as const) expect(conditionsOf(treeOf({ join, list: each }))).toEqual({ join, list: each });
  for (const one of each) expect(conditionsOf(treeOf({ join: 'all', list: [one] }))?.list).toEqual([one]);
});

test('nothing is no expression, and what is another one is left alone', () => {
  expect(treeOf({ join: 'all', list: [] })).toBeNull();
  expect(conditionsOf({ '>': [{ '+': [{ var: 'record.a' }, 1] }, 2] })).toBeNull();
  expect(conditionsOf(null)).toBeNull();
});

test('what an expression has no words for is not offered', () => {
  expect(askable(['equal', 'none_of', 'within'])).toEqual(['equal', 'none_of']);
  expect(askable(['any_of', 'none_of'])).toEqual(['any_of']);
});

test('a condition is written as expressions are', () => {
  expect(treeOf({ join: 'all', list: [{ field: 'a', operator: 'one_of', value: ['x'] }] })).toEqual({ in: [{ var: 'record.a' }, ['x']] });
});
