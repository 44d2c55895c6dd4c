import { expect, test } from 'vitest';
import type { FormInfo } from '../../api/types';
import { columnsOf, placed } from './columns';

const field = (key: string, more: object = {}) => ({ key, type: 'text', title: key, settings: {}, access: 'write', filters: [], sortable: true, required: false, hint: null, default: null, ...more });
const form = { title_field: 'b', may: { change: true }, fields: [field('a'), field('b'), field('c', { settings: { expression: {} } }), field('d', { access: 'read' }), field('e', { type: 'long_text' })] } as unknown as FormInfo;

test('the title stands first, and a cell that does not open says why', () => {
  expect(columnsOf(form, null).map(({ field: { key }, closed }) => [key, closed])).toEqual([['b', null], ['a', null], ['c', 'computed'], ['d', 'right']]);
  expect(columnsOf(form, 'e,x').map(({ closed }) => closed)).toEqual(['elsewhere']);
  expect(columnsOf({ ...form, may: { ...form.may, change: false } }, 'a')[0]?.closed).toBe('right');
});

test('widths keep within bounds, and the last column never stays', () => {
  const columns = columnsOf(form, 'a,d', { a: 5, d: 5000 });
  expect(columns.map(({ width }) => width)).toEqual([56, 640]);
  expect(placed(columns, 9, 0, 50).map(({ frozen, left }) => [frozen, left])).toEqual([[true, 50], [false, 106]]);
  expect(placed(columns, 1, 2000, 50).at(-1)?.width).toBe(2000 - 106);
});
