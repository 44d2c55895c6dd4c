import { expect, test } from 'vitest';
import type { ViewInfo } from '../../api/views';
import { dressOf, listText, pairsText, readState } from './state';

const view = {
  columns: ['name', 'size'], sort: ['-size'], parts: {}, filter: null, limit: 50, key: 'v', title: 'V', type: 'table', saved: null, problem: null, first: false,
  layout: { group: ['kind'], totals: [{ field: 'size', aggregate: 'sum' }], widths: [{ field: 'name', width: 300 }], frozen: 2, row_height: 'relaxed', colors: [], actions: [] },
} as unknown as ViewInfo;

test('a table is set as its view says, and what a person sets goes over it', () => {
  const own = readState(new URLSearchParams(), view);
  expect(own).toMatchObject({ cols: 'name,size', sort: ['-size'], group: ['kind'], height: 52, widths: { name: 300 }, frozen: 2, totals: { size: 'sum' } });
  const url = new URLSearchParams({ group: '-', sort: 'name,-size', rows: 'tight', widths: 'size:90', totals: '-', frozen: '0' });
  expect(readState(url, view)).toMatchObject({ group: [], sort: ['name', '-size'], height: 28, widths: { name: 300, size: 90 }, totals: {}, frozen: 0 });
});

test('what stands in an address and is none of it falls away', () => {
  const url = new URLSearchParams({ colors: '{"x', totals: 'size:median,size', rows: 'huge', frozen: 'x', group: 'a,b,c,d' });
  expect(readState(url, null)).toMatchObject({ colors: [], totals: {}, height: 36, frozen: 0, group: ['a', 'b', 'c'] });
});

test('what is set is kept as a view document holds it', () => {
  expect(dressOf(readState(new URLSearchParams(), view), view)).toEqual(view.layout);
  expect([listText([]), listText(['a', 'b']), pairsText({}), pairsText({ a: 1 })]).toEqual(['-', 'a,b', '-', 'a:1']);
});
