/** Detail lines: formulas within a line, what is sent, exact sums. */
import { expect, test } from 'vitest';
import { field } from '../form/fixture';
import { fieldView } from '../lib/fields';
import { isBlank, newLine, type Line, type LineColumn } from './parts/lines/model';
import { columnSum, lineWorker } from './parts/lines/working';

const columns: LineColumn[] = [
  field('article', 'text'),
  field('price', 'currency'),
  field('quantity', 'integer', { default: 1 }),
  field('amount', 'formula', { access: 'read', settings: { result: 'currency', expression: { '*': [{ var: 'line.price' }, { var: 'line.quantity' }] } } }),
  field('charged', 'formula', { access: 'read', settings: { result: 'currency', expression: { '*': [{ var: 'line.amount' }, { var: 'record.rate' }] } } }),
];
const around = { record: { rate: '1.13' }, param: {}, types: { 'record.rate': 'decimal' as const } };

test('a line is worked out with what stands around it', () => {
  const line = lineWorker(columns, around)({ ...newLine(columns), price: '0.10', quantity: 3 });
  expect(line.amount).toBe('0.3');
  expect(line.charged).toBe('0.34');
});

test('blank lines and what is worked out are not sent', () => {
  const view = fieldView('detail_lines')!;
  const blank = newLine(columns);
  const full = { ...newLine(columns), article: 'Bolt', price: '', amount: '5' };
  expect(isBlank(blank, columns)).toBe(true);
  expect(view.sent?.([blank, full], { columns })).toEqual([{ id: full.id, article: 'Bolt', price: null, quantity: 1 }]);
  expect(view.sent?.([blank], { columns })).toBeNull();
});

test('ids are of the server’s layout and differ', () => {
  const ids = new Set(Array.from({ length: 200 }, () => newLine(columns).id));
  expect(ids.size).toBe(200);
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
});

test('a sum is exact', () => {
  const lines = Array.from({ length: 10 }, (_, n) => ({ id: String(n), price: '0.1' })) as Line[];
  expect(columnSum(lines, 'price')).toBe('1');
  expect(columnSum([], 'price')).toBeNull();
});

test('a cell that its type refuses keeps the form back, named by its line and column', () => {
  const fault = (lines: Line[]) => fieldView('detail_lines')!.problem?.(lines, { columns });
  const good = { ...newLine(columns), article: 'Bolt', price: '1.50' };
  expect(fault([good, newLine(columns)])).toBeNull();
  expect(fault([newLine(columns), good, { ...good, price: 'much' }])).toEqual({ key: 'lines.fault', words: { number: 2, title: 'price' }, within: expect.objectContaining({ key: 'fields.currency.odd' }) });
});
