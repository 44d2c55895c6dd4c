/** The grid's clipboard and cursor. */
import { expect, test } from 'vitest';
import { readCells, writeCells } from './clipboard';
import { along, at, rangeOf, stepped } from './cursor';

test('cells of a spreadsheet are read and written alike', () => {
  const cells = [['a', 'say "hi"', ''], ['two\nlines', 'tab\there', '3']];
  expect(readCells(writeCells(cells))).toEqual(cells);
  expect(readCells('1\t2\r\n3\t4\r\n')).toEqual([['1', '2'], ['3', '4']]);
  expect(readCells('one')).toEqual([['one']]);
  expect(readCells('5" pipe')).toEqual([['5" pipe']]);
});

test('the cursor stays within the grid and the selection grows from it', () => {
  expect(stepped(at(0, 0), 2, 3, -1, -1)).toEqual(at(0, 0));
  expect(stepped(at(1, 2), 2, 3, 1, 1)).toEqual(at(1, 2));
  const grown = stepped(stepped(at(1, 1), 4, 4, 1, 0, true), 4, 4, 1, -1, true);
  expect([grown.row, grown.column]).toEqual([1, 1]);
  expect(rangeOf(grown)).toEqual({ top: 1, bottom: 3, left: 0, right: 1 });
});

test('tab goes on in reading order and leaves at the ends', () => {
  expect(along(at(0, 2), 2, 3, false)).toEqual(at(1, 0));
  expect(along(at(1, 0), 2, 3, true)).toEqual(at(0, 2));
  expect(along(at(1, 2), 2, 3, false)).toBeNull();
  expect(along(at(0, 0), 2, 3, true)).toBeNull();
});
