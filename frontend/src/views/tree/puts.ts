/** Putting a record below another: by dragging its row, or by asking for the place. */
import type { RecordItem } from '../../api/types';

export interface Puts {
  /** `above`: null for the top. */
  put: (record: RecordItem, above: { id: string; title: string } | null) => void;
  /** Asks for the place. */
  ask: (record: RecordItem) => void;
  moving: ReadonlySet<string>;
}

// While something is dragged the browser does not tell the places below it what it is.
let dragged: RecordItem | null = null;

/** The row under way. */
export const underWay = () => dragged;

export function drag(record: RecordItem | null) {
  dragged = record;
}
