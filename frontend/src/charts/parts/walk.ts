/** Walking over the marks of a chart by arrow keys: one of them is in the tab order, arrows go to the next in that direction.

Marks are elements with `data-mark="row,column"`; Home and End go to the ends of a row. */
import { useState, type FocusEvent, type KeyboardEvent } from 'react';

const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function placeOf(mark: HTMLElement): [number, number] {
  const [row = 0, column = 0] = (mark.dataset.mark ?? '').split(',').map(Number);
  return [row, column];
}

/** The nearest mark in a direction: first in the same line, then in the next one at the nearest place. */
function next(marks: HTMLElement[], from: HTMLElement, [down, right]: [number, number]): HTMLElement | undefined {
  const [row, column] = placeOf(from);
  const ahead = marks.filter((mark) => {
    const [r, c] = placeOf(mark);
    return down ? (r - row) * down > 0 : r === row && (c - column) * right > 0;
  });
  const distance = (mark: HTMLElement) => {
    const [r, c] = placeOf(mark);
    return down ? Math.abs(r - row) * 10_000 + Math.abs(c - column) : Math.abs(c - column);
  };
  return ahead.toSorted((a, b) => distance(a) - distance(b))[0];
}

export interface Walk {
  /** For the element around the marks. */
  around: { onKeyDown: (event: KeyboardEvent<HTMLElement>) => void; onFocus: (event: FocusEvent<HTMLElement>) => void };
  /** For a mark. */
  mark: (row: number, column: number) => { 'data-mark': string; tabIndex: number };
}

/** `first`: the mark that Tab comes to before anybody walked. */
export function useWalk(first = '0,0'): Walk {
  const [current, setCurrent] = useState(first);
  return {
    around: {
      onFocus: (event) => {
        const place = (event.target as HTMLElement).dataset.mark;
        if (place) setCurrent(place);
      },
      onKeyDown: (event) => {
        if (event.nativeEvent.isComposing) return;
        const from = event.target as HTMLElement;
        if (!from.dataset.mark) return;
        const marks = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-mark]')];
        const row = marks.filter((mark) => placeOf(mark)[0] === placeOf(from)[0]);
        const step = steps[event.key];
        const to = step ? next(marks, from, step) : event.key === 'Home' ? row[0] : event.key === 'End' ? row.at(-1) : undefined;
        if (!step && event.key !== 'Home' && event.key !== 'End') return;
        event.preventDefault();
        to?.focus();
      },
    },
    mark: (row, column) => ({ 'data-mark': `${row},${column}`, tabIndex: current === `${row},${column}` ? 0 : -1 }),
  };
}
