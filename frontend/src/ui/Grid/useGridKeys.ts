/** The grid's keyboard, as in a spreadsheet. The active cell always holds its input, so typing and input methods need no help. */
import type { KeyboardEvent } from 'react';
import { composing } from '../control';
import { along, isSingle, rangeOf, stepped, type Cursor, type Range } from './cursor';

export interface GridActs {
  /** Empties the cells of a range. */
  clear: (range: Range) => void;
  fillDown: (range: Range) => void;
  /** Puts an empty row before the row at this place. */
  insert: (place: number) => void;
  remove: (range: Range) => void;
  /** Moves the rows of a range by one place; returns false at the ends. */
  shift: (range: Range, by: -1 | 1) => boolean;
  undo: () => void;
  /** Gives the active cell back the value it had when it was entered. */
  revert: () => void;
}

interface Options {
  cursor: Cursor | null;
  rows: number;
  columns: number;
  readOnly: boolean;
  move: (cursor: Cursor) => void;
  acts: GridActs;
}

export function gridKeys({ cursor, rows, columns, readOnly, move, acts }: Options): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (!cursor || composing(event)) return;
    const target = event.target as HTMLElement;
    // An open list of choices has the arrows, Enter and Escape to itself.
    const listing = target.getAttribute('aria-expanded') === 'true';
    if (listing && ['ArrowUp', 'ArrowDown', 'Enter', 'Escape'].includes(event.key)) return;
    // So does a dialogue that an input has opened.
    if (!target.closest('[data-cell]') || target.closest('dialog')) return;
    const done = readOnly ? reading(event, { cursor, rows, columns, move }) : reading(event, { cursor, rows, columns, move }) || changing(event, { cursor, rows, columns, move, acts });
    if (done) {
      event.preventDefault();
      // Its input still takes what was typed.
      if (!(listing && event.key === 'Tab')) event.stopPropagation();
    }
  };
}

const arrows: Record<string, [down: number, right: number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
/** A page of a usual height. */
const page = 10;

function reading(event: KeyboardEvent, { cursor, rows, columns, move }: Pick<Options, 'rows' | 'columns' | 'move'> & { cursor: Cursor }): boolean {
  const { key, shiftKey } = event;
  const far = event.ctrlKey || event.metaKey;
  const arrow = arrows[key];
  if (arrow && !event.altKey) {
    const [down, right] = arrow;
    if (cursor.editing && right !== 0) return false;
    const reach = far ? Math.max(rows, columns) : 1;
    move(stepped(cursor, rows, columns, down * reach, right * reach, shiftKey));
    return true;
  }
  if (key === 'Tab' && !far && !event.altKey) {
    const next = along(cursor, rows, columns, shiftKey);
    if (next) move(next);
    return next !== null;
  }
  if (key === 'PageDown' || key === 'PageUp') {
    move(stepped(cursor, rows, columns, key === 'PageDown' ? page : -page, 0, shiftKey));
    return true;
  }
  if ((key === 'Home' || key === 'End') && !cursor.editing) {
    const end = key === 'End';
    move(stepped(cursor, rows, columns, far ? (end ? rows : -rows) : 0, end ? columns : -columns, shiftKey));
    return true;
  }
  if (key === 'a' && far && !cursor.editing) {
    move({ row: 0, column: 0, toRow: rows - 1, toColumn: columns - 1, editing: false });
    return true;
  }
  return false;
}

function changing(event: KeyboardEvent, { cursor, rows, columns, move, acts }: Omit<Options, 'readOnly' | 'cursor'> & { cursor: Cursor }): boolean {
  const { key, shiftKey, altKey } = event;
  const command = event.ctrlKey || event.metaKey;
  const range = rangeOf(cursor);
  if (key === 'Enter' && !command && !altKey) {
    if (!shiftKey && cursor.row === rows - 1) acts.insert(rows);
    move(stepped(cursor, rows + 1, columns, shiftKey ? -1 : 1, 0));
    return true;
  }
  if (key === 'Enter' && altKey) {
    acts.insert(cursor.row + 1);
    move(stepped(cursor, rows + 1, columns, 1, 0));
    return true;
  }
  if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
    const by = key === 'ArrowUp' ? -1 : 1;
    if (acts.shift(range, by)) move({ ...cursor, row: cursor.row + by, toRow: cursor.toRow + by, editing: false });
    return true;
  }
  if (command && (key === 'Backspace' || key === 'Delete') && !cursor.editing) {
    acts.remove(range);
    move(stepped(cursor, Math.max(1, rows - (range.bottom - range.top + 1)), columns, 0, 0));
    return true;
  }
  if (command && key.toLowerCase() === 'd') {
    acts.fillDown(range);
    return true;
  }
  if (command && key.toLowerCase() === 'z' && !cursor.editing) {
    acts.undo();
    return true;
  }
  if ((key === 'Delete' || (key === 'Backspace' && !isSingle(range))) && !cursor.editing) {
    acts.clear(range);
    return true;
  }
  if (key === 'Escape' && cursor.editing) {
    acts.revert();
    move({ ...cursor, editing: false });
    return true;
  }
  if (key === 'F2') {
    move({ ...cursor, editing: true });
    return true;
  }
  return false;
}
