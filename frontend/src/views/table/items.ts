/** What stands in the rows of a table: records, and where they are grouped the heads of groups. Of a long table only those
 * rows are here that were looked at; the others are known by their number. */
import type { RecordItem } from '../../api/types';

export interface GroupHead {
  /** Names the group among all: the values on the way to it. */
  path: string;
  depth: number;
  field: string;
  value: unknown;
  label: string | null;
  count: number;
  figures: Record<string, unknown>;
  open: boolean;
  loading: boolean;
}

export type Item =
  | { kind: 'record'; key: string; record: RecordItem; number: number }
  | { kind: 'group'; key: string; head: GroupHead }
  | { kind: 'more'; key: string; left: number; onMore: () => void }
  /** Records in groups too small to be listed. */
  | { kind: 'rest'; key: string; count: number };

export interface Rows {
  length: number;
  /** Those that are here, in their order. */
  here: readonly Item[];
  at: (row: number) => Item | undefined;
  /** The row of a record that is here; -1 of others. */
  rowOf: (id: string) => number;
}

export function rowsOf(items: readonly Item[]): Rows {
  return { length: items.length, here: items, at: (row) => items[row], rowOf: (id) => items.findIndex((item) => item.kind === 'record' && item.record.id === id) };
}

export const blockRows = 100;

/** Records in blocks of a hundred, each under its number. */
export function rowsInBlocks(blocks: ReadonlyMap<number, readonly RecordItem[]>, length: number): Rows {
  const found = new Map(
    [...blocks]
      .toSorted(([one], [other]) => one - other)
      .map(([block, records]) => [block, records.map((record, place): Item => ({ kind: 'record', key: `${block} ${record.id}`, record, number: block * blockRows + place + 1 }))] as const),
  );
  const here = [...found.values()].flat();
  return {
    length,
    here,
    at: (row) => found.get(Math.floor(row / blockRows))?.[row % blockRows],
    rowOf: (id) => {
      const item = here.find((one) => one.kind === 'record' && one.record.id === id);
      return item?.kind === 'record' ? item.number - 1 : -1;
    },
  };
}

/** The records from one row to another; heads of groups between them are no rows to write in. */
export function recordsIn(rows: Rows, top: number, bottom: number): RecordItem[] {
  const found: RecordItem[] = [];
  for (let row = top; row <= Math.min(bottom, rows.length - 1); row += 1) {
    const item = rows.at(row);
    if (item?.kind === 'record') found.push(item.record);
  }
  return found;
}

/** Whether all rows from one to another are here. */
export function allHere(rows: Rows, top: number, bottom: number): boolean {
  if (bottom - top >= rows.here.length) return false;
  for (let row = top; row <= bottom; row += 1) if (!rows.at(row)) return false;
  return true;
}
