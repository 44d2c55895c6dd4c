import { expect, test } from 'vitest';
import type { RecordItem } from '../../api/types';
import { allHere, recordsIn, rowsInBlocks, rowsOf } from './items';

const block = (name: string, count = 100) => Array.from({ length: count }, (_, place) => ({ id: `${name}${place}` }) as RecordItem);
const ids = (records: RecordItem[]) => records.map(({ id }) => id);

test('of a long list those rows are known by number that were looked at', () => {
  const rows = rowsInBlocks(new Map([[5000, block('m')], [0, block('a')], [9999, block('z', 7)]]), 999_907);

  expect(rows.length).toBe(999_907);
  expect([0, 99, 100, 500_000, 999_906].map((row) => rows.at(row)?.key)).toEqual(['0 a0', '0 a99', undefined, '5000 m0', '9999 z6']);
  expect(rows.at(500_001)).toMatchObject({ kind: 'record', number: 500_002 });
  expect(rows.here.length).toBe(207);
  expect(rows.here[100]).toMatchObject({ number: 500_001 });
  expect([rows.rowOf('m3'), rows.rowOf('a3'), rows.rowOf('nobody')]).toEqual([500_003, 3, -1]);
});

test('rows that are not here are told from those that are, before anything is done to them', () => {
  const rows = rowsInBlocks(new Map([[0, block('a')], [2, block('c')]]), 1000);

  expect(allHere(rows, 0, 99)).toBe(true);
  expect(allHere(rows, 99, 100)).toBe(false);
  expect(allHere(rows, 99, 200)).toBe(false);
  expect(allHere(rows, 0, 999_999_999)).toBe(false);
  expect(ids(recordsIn(rows, 98, 201))).toEqual(['a98', 'a99', 'c0', 'c1']);
  expect(ids(recordsIn(rows, 299, 5000))).toEqual(['c99']);
  expect(allHere(rowsOf([]), 0, 0)).toBe(false);
});
