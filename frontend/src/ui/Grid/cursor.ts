/** Where one stands in a grid: the active cell, the far corner of what is selected, and whether its text is being edited. */

export interface Cursor {
  row: number;
  column: number;
  /** The other corner of the selection. */
  toRow: number;
  toColumn: number;
  /** Set once something was typed or F2 pressed: then left and right move within the text. */
  editing: boolean;
}

export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export function at(row: number, column: number): Cursor {
  return { row, column, toRow: row, toColumn: column, editing: false };
}

export function rangeOf({ row, column, toRow, toColumn }: Cursor): Range {
  return { top: Math.min(row, toRow), bottom: Math.max(row, toRow), left: Math.min(column, toColumn), right: Math.max(column, toColumn) };
}

const bounded = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));

/** One step; with `extend` the selection grows and the active cell stays. */
export function stepped(cursor: Cursor, rows: number, columns: number, down: number, right: number, extend = false): Cursor {
  if (extend) return { ...cursor, toRow: bounded(cursor.toRow + down, rows), toColumn: bounded(cursor.toColumn + right, columns), editing: false };
  return at(bounded(cursor.row + down, rows), bounded(cursor.column + right, columns));
}

/** The next cell in reading order, or null beyond the last or before the first. */
export function along(cursor: Cursor, rows: number, columns: number, back: boolean): Cursor | null {
  const place = cursor.row * columns + cursor.column + (back ? -1 : 1);
  return place < 0 || place >= rows * columns ? null : at(Math.floor(place / columns), place % columns);
}

export function isSingle(range: Range): boolean {
  return range.top === range.bottom && range.left === range.right;
}
