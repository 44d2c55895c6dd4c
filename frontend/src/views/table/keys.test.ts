import { beforeEach, expect, test, vi } from 'vitest';
import type { KeyboardEvent } from 'react';
import { at, type Cursor } from '../../ui/Grid/cursor';
import { rowColumn, tableKeys, type TableActs } from './keys';

const names = ['move', 'leave', 'edit', 'restore', 'clear', 'fillDown', 'undo', 'show', 'close', 'reach', 'fold', 'page', 'menu'] as const;
const acts = Object.fromEntries(names.map((name) => [name, vi.fn()])) as unknown as TableActs & Record<string, ReturnType<typeof vi.fn>>;
beforeEach(() => vi.clearAllMocks());

function press(cursor: Cursor, key: string, more: object = {}) {
  const cell = document.createElement('div');
  cell.dataset.cell = '';
  const target = cell.appendChild(document.createElement('input'));
  const event = { key, target, nativeEvent: {}, preventDefault: vi.fn(), stopPropagation: vi.fn(), ...more };
  tableKeys({ cursor, rows: 3, columns: 2, isGroup: (row) => row === 2 }, acts)(event as unknown as KeyboardEvent<HTMLElement>);
  return event.preventDefault.mock.calls.length > 0;
}

test('Enter saves and goes down, Tab goes right, Escape gives the old value back', () => {
  const editing = { ...at(0, 0), editing: true };
  press(editing, 'Enter');
  expect(acts.leave).toHaveBeenLastCalledWith(at(1, 0));
  press(editing, 'Tab');
  expect(acts.leave).toHaveBeenLastCalledWith(at(0, 1));
  press(editing, 'Escape');
  expect(acts.restore).toHaveBeenCalled();
  expect(press(editing, 'a')).toBe(false);
  expect(press(editing, 'ArrowLeft')).toBe(false);
});

test('keys that an input method is composing do nothing', () => {
  expect(press({ ...at(0, 0), editing: true }, 'Enter', { nativeEvent: { isComposing: true } })).toBe(false);
  expect(press(at(0, 0), 'Process', { nativeEvent: { keyCode: 229 } })).toBe(false);
});

test('in a cell one moves, opens it, and the space bar shows the record', () => {
  press(at(0, 0), 'ArrowDown');
  expect(acts.move).toHaveBeenLastCalledWith(at(1, 0));
  press(at(0, 0), 'ArrowDown', { shiftKey: true });
  expect(acts.move).toHaveBeenLastCalledWith({ row: 0, column: 0, toRow: 1, toColumn: 0, editing: false });
  press(at(0, 0), 'ArrowLeft');
  expect(acts.move).toHaveBeenLastCalledWith(at(0, rowColumn));
  press(at(1, 1), ' ');
  expect(acts.show).toHaveBeenCalledWith(1);
  press(at(1, 1), 'Enter');
  expect(acts.edit).toHaveBeenCalled();
  press(at(1, 1), 'd', { ctrlKey: true });
  expect(acts.fillDown).toHaveBeenCalled();
  expect(press(at(1, 1), 'd')).toBe(false);
});

test('on row numbers one chooses rows, opens them and folds groups', () => {
  press(at(0, rowColumn), 'ArrowDown', { shiftKey: true });
  expect(acts.reach).toHaveBeenCalledWith(0, 1);
  press(at(0, rowColumn), 'ArrowRight');
  expect(acts.move).toHaveBeenLastCalledWith(at(0, 0));
  press(at(2, rowColumn), 'ArrowRight');
  expect(acts.fold).toHaveBeenLastCalledWith(2, true);
  press(at(2, rowColumn), 'Enter');
  expect(acts.fold).toHaveBeenLastCalledWith(2, null);
  press(at(1, rowColumn), 'e');
  expect(acts.page).toHaveBeenLastCalledWith(1, true);
});
