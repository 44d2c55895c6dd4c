/** The table's keyboard. In its cells one moves and types as in a spreadsheet; on its row numbers one goes through records. */
import type { KeyboardEvent } from 'react';
import { composing } from '../../ui/control';
import { along, at, rangeOf, stepped, type Cursor, type Range } from '../../ui/Grid/cursor';

/** Column of row numbers. */
export const rowColumn = -1;

export interface TableActs {
  move: (cursor: Cursor) => void;
  /** Saves what was typed and goes on; nothing typed only leaves the editor. */
  leave: (next: Cursor | null) => void;
  /** Opens the active cell, or says why it does not open. */
  edit: () => void;
  restore: () => void;
  clear: (range: Range) => void;
  fillDown: (range: Range) => void;
  undo: () => void;
  /** Opens or closes the record beside the table. */
  show: (row: number) => void;
  close: () => void;
  reach: (row: number, by: 1 | -1) => void;
  fold: (row: number, open: boolean | null) => void;
  page: (row: number, edit: boolean) => void;
  menu: (row: number) => void;
}

interface Place {
  cursor: Cursor;
  rows: number;
  columns: number;
  isGroup: (row: number) => boolean;
}

const page = 15;
const arrows: Record<string, [down: number, right: number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function tableKeys(place: Place, acts: TableActs): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (composing(event)) return;
    const target = event.target as HTMLElement;
    if (!target.closest('[data-cell],[role=row]') || target.closest('[role=menu],[role=dialog],[data-note]')) return;
    const isList = target.getAttribute('aria-expanded') === 'true' || (place.cursor.editing && target instanceof HTMLSelectElement);
    if (isList && ['ArrowUp', 'ArrowDown', 'Escape'].includes(event.key)) return;
    if (target.getAttribute('aria-expanded') === 'true' && event.key === 'Enter') return;
    const done = place.cursor.editing ? editing(event, place, acts) : place.cursor.column === rowColumn || place.isGroup(place.cursor.row) ? onRow(event, place, acts) : onCell(event, place, acts);
    if (done) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

function editing({ key, shiftKey, altKey, ctrlKey, metaKey, target }: KeyboardEvent, { cursor, rows, columns }: Place, { leave, restore }: TableActs): boolean {
  if (key === 'Enter' && altKey) return false;
  if (key === 'Enter') leave(stepped(cursor, rows, columns, shiftKey ? -1 : 1, 0));
  else if (key === 'Tab' && !ctrlKey && !metaKey) leave(along(cursor, rows, columns, shiftKey));
  else if (key === 'Escape') restore();
  else if ((key === 'ArrowUp' || key === 'ArrowDown') && (target as HTMLElement).matches('input')) leave(stepped(cursor, rows, columns, key === 'ArrowUp' ? -1 : 1, 0));
  else return false;
  return true;
}

function onCell({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent, { cursor, rows, columns }: Place, acts: TableActs): boolean {
  const far = ctrlKey || metaKey;
  const range = rangeOf(cursor);
  const arrow = arrows[key];
  const go = (down: number, right: number) => acts.move(stepped(cursor, rows, columns, down, right, shiftKey));
  if (arrow && !altKey) {
    const [down, right] = arrow;
    // Left of the first cell stands the row's number, where one goes through records.
    if (key === 'ArrowLeft' && cursor.column === 0 && !shiftKey && !far) acts.move(at(cursor.row, rowColumn));
    else go(down * (far ? rows : 1), right * (far ? columns : 1));
  } else if (key === 'Tab' && !far && !altKey) {
    const next = along(cursor, rows, columns, shiftKey);
    if (!next) return false;
    acts.move(next);
  } else if (key === 'PageDown' || key === 'PageUp') go(key === 'PageDown' ? page : -page, 0);
  else if (key === 'Home' || key === 'End') go(far ? (key === 'End' ? rows : -rows) : 0, key === 'End' ? columns : -columns);
  else if (far && key.toLowerCase() === 'a') acts.move({ row: 0, column: 0, toRow: rows - 1, toColumn: columns - 1, editing: false });
  else if (far && key.toLowerCase() === 'd') acts.fillDown(range);
  else if (far && key.toLowerCase() === 'z') acts.undo();
  else if ((key === 'Enter' || key === 'F2') && !far && !altKey) acts.edit();
  else if (key === ' ' && !far) acts.show(cursor.row);
  else if (key === 'Delete' || key === 'Backspace') acts.clear(range);
  else if (key === 'Escape') acts.move(at(cursor.row, rowColumn));
  else if (key === 'ContextMenu' || (shiftKey && key === 'F10')) acts.menu(cursor.row);
  else return false;
  return true;
}

function onRow({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent, { cursor, rows, columns, isGroup }: Place, acts: TableActs): boolean {
  if (altKey) return false;
  const { row } = cursor;
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() !== 'z') return false;
    acts.undo();
    return true;
  }
  const go = (to: number) => acts.move(at(Math.max(0, Math.min(rows - 1, to)), rowColumn));
  const group = isGroup(row);
  if (shiftKey && (key === 'ArrowDown' || key === 'ArrowUp')) acts.reach(row, key === 'ArrowDown' ? 1 : -1);
  else if (key === 'ArrowDown') go(row + 1);
  else if (key === 'ArrowUp') go(row - 1);
  else if (key === 'ArrowRight' && group) acts.fold(row, true);
  else if (key === 'ArrowLeft' && group) acts.fold(row, false);
  else if (key === 'ArrowRight' && columns > 0) acts.move(at(row, 0));
  else if (key === 'Home') go(0);
  else if (key === 'End') go(rows - 1);
  else if (key === 'PageDown') go(row + page);
  else if (key === 'PageUp') go(row - page);
  else if (group && (key === 'Enter' || key === ' ')) acts.fold(row, null);
  else if (key === 'Enter' || key === ' ') acts.show(row);
  else if (key === 'Escape') acts.close();
  else if (key === 'o' || key === 'e') acts.page(row, key === 'e');
  else if (key === 'ContextMenu' || (shiftKey && key === 'F10')) acts.menu(row);
  else return false;
  return true;
}
