import { describe, expect, it } from 'vitest';
import { columnsOf, filled, freshRow, inserted, moved, removed, rowsOf, written } from './table';

const words = { empty: '空', yes: '是', no: '否' };
const row = (key: string, level: unknown, rate: unknown) => ({ key, when: [level, null], then: [rate] });
const table = {
  kind: 'decision_table',
  hit: 'unique',
  valid_by: 'on',
  inputs: [{ key: 'level', type: 'text' }, { key: 'on', type: 'date' }],
  outputs: [{ key: 'rate', type: 'percent' }],
  rows: [row('a', ['A'], '0.08'), row('b', ['B'], '0.05'), row('c', null, '0.01')],
};
const columns = columnsOf(table, words);
const place = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right });
const texts = (document: typeof table) => rowsOf(document).map((one) => columns.slice(0, 3).map((column) => column.text(one)));

describe('a decision table as a grid', () => {
  it('has a column for each input and output, days where rows are valid by one, and where it comes from', () => {
    expect(columns.map(({ key }) => key)).toEqual(['when/0', 'when/1', 'then/0', 'from', 'until', 'source']);
    expect(columnsOf({ ...table, valid_by: undefined, hit: 'priority' }, words).map(({ key }) => key)).toEqual(['when/0', 'when/1', 'then/0', 'priority', 'source']);
    expect(texts(table)).toEqual([['A', '', '8%'], ['B', '', '5%'], ['', '', '1%']]);
  });

  it('takes what a spreadsheet pastes, and makes the rows that are missing', () => {
    const { document, unread } = written(table, columns, place(2, 0), [['C、D', '', '3%'], ['E', 'nonsense', '2.5%']]);
    expect(texts(document as typeof table).slice(2)).toEqual([['C、D', '', '3%'], ['E', '', '2.5%']]);
    const [, , , fresh] = rowsOf(document);
    expect([...unread]).toEqual([[`${fresh?.key}/when/1`, 'nonsense']]);
  });

  it('gives new rows keys of their own', () => {
    expect(freshRow(table).key).not.toBe(freshRow(inserted(table, 0)).key);
  });

  it('moves, removes and inserts rows', () => {
    const keys = (document: object) => rowsOf(document as typeof table).map(({ key }) => key);
    expect(keys(moved(table, place(0, 0), 3))).toEqual(['b', 'c', 'a']);
    expect(keys(moved(table, place(1, 0, 2), 0))).toEqual(['b', 'c', 'a']);
    expect(keys(removed(table, place(0, 0, 1)))).toEqual(['c']);
    expect(keys(inserted(table, 1))).toHaveLength(4);
  });

  it('empties and fills ranges', () => {
    expect(filled(place(0, 0, 1, 2), (down, right) => `${down}${right}`)).toEqual([['00', '01', '02'], ['10', '11', '12']]);
    const { document } = written(table, columns, place(0, 0, 1, 0), filled(place(0, 0, 1, 0), () => ''));
    expect(texts(document as typeof table).map(([level]) => level)).toEqual(['', '', '']);
  });
});
