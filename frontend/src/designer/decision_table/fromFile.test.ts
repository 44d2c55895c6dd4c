import { expect, test } from 'vitest';
import { arranged } from './fromFile';
import { columnsOf, rowsOf, withRows, written } from './table';

const table = {
  inputs: [{ key: 'level', type: 'text', title: '级别' }, { key: 'amount', type: 'decimal', title: '金额' }],
  outputs: [{ key: 'rate', type: 'percent', title: '返利' }],
  rows: [{ key: 'old', when: ['甲', null], then: ['0.1'] }],
};
const columns = columnsOf(table, { empty: '空', yes: '是', no: '否' });
const titleOf = (column: (typeof columns)[number]) => String(column.part?.title ?? column.key);

test('columns of the file stand where their titles say, whatever their order; what is not known is told', () => {
  const found = arranged(columns, titleOf, ['返 利', '级别', '备注'], [['8%', '甲', 'x'], ['', '', ''], ['5%', '乙', '']]);
  expect(found.missing).toEqual(['金额']);
  expect(found.unknown).toEqual(['备注']);
  expect(found.cells.map((line) => line.slice(0, 3))).toEqual([['甲', '', '8%'], ['乙', '', '5%']]);
});

test('they take the place of the rows there were, or stand below them', () => {
  const { cells } = arranged(columns, titleOf, ['级别', '金额', '返利'], [['丙', '>= 100', '3%']]);
  const range = { top: 0, left: 0, bottom: 0, right: 0 };
  const replaced = written(withRows(table, []), columns, range, cells).document;
  expect(rowsOf(replaced)).toEqual([{ key: 'row_1', when: [['丙'], ['>=', '100']], then: ['0.03'] }]);
  const below = written(table, columns, { ...range, top: 1 }, cells).document;
  expect(rowsOf(below)).toHaveLength(2);
});
