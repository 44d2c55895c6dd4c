/** What stands in the rows of a table: records, and where they are grouped the heads of groups. */
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

/** The records from one row to another; heads of groups between them are no rows to write in. */
export function recordsIn(items: readonly Item[], top: number, bottom: number): RecordItem[] {
  return items.slice(top, bottom + 1).flatMap((item) => (item.kind === 'record' ? item.record : []));
}
