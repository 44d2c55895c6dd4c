import { expect, test } from 'vitest';
import type { ImportColumn } from '../api/types';
import { shared, targetOf, wishes, withField, withPart } from './targets';

const column = (name: string, field: string | null, ...also: string[]): ImportColumn => ({ name, samples: [], field, by: null, cleanings: {}, names: {}, also: also.map((key) => ({ field: key, by: null, cleanings: {}, names: {} })) });

test('a further field is said of its column alone', () => {
  const columns = withField([column('A', 'one'), column('B', 'two')], 'A', 1, 'three');
  expect(wishes(columns).map(({ name, field, also }) => [name, field, also?.map((one) => one.field)])).toEqual([
    ['A', 'one', ['three']],
    ['B', 'two', []],
  ]);
});

test('where the first field is taken away the next one moves up', () => {
  const [first] = withField([column('A', 'one', 'two')], 'A', 0, null);
  expect([first?.field, first?.also]).toEqual(['two', []]);
  expect(withField([column('A', 'one')], 'A', 0, null)[0]?.field).toBeNull();
});

test('a choice is said of the field in each column that fills it', () => {
  const columns = withPart([column('A', 'one', 'two'), column('B', 'two')], ['A', 'B'], 'two', { names: { x: 'new' } });
  expect(targetOf(columns, ['A'], 'two')?.names).toEqual({ x: 'new' });
  expect(targetOf(columns, ['B'], 'two')?.names).toEqual({ x: 'new' });
  expect(targetOf(columns, ['A'], 'one')?.names).toEqual({});
  expect(shared(columns)).toEqual([['two', ['A', 'B']]]);
});
