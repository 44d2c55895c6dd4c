/** Cells pasted into a grid: one fills all that is selected, many are taken whole or, with reasons by cell, not at all. */
import { useState } from 'react';
import type { PastedCells } from '../../../api/lines';
import type { FieldInfo } from '../../../api/types';
import { Problem } from '../../../lib/problems';
import type { Range } from '../../../ui/Grid/cursor';

export type CellProblem = PastedCells['problems'][number];

export interface Refused<Column> {
  state: 'refused';
  columns: Column[];
  problems: CellProblem[];
  /** The place of the first pasted row. */
  top: number;
  cells: string[][];
  range: Range;
}

export type Paste<Column> = { state: 'reading' } | { state: 'failed'; sentence: string | null } | Refused<Column> | null;

interface Use<Column> {
  columns: Column[];
  isOpen: (column: Column) => boolean;
  /** Takes the cells of the columns one may fill, from this row on; gives what keeps them back, null where a question is asked first. */
  take: (columns: Column[], cells: string[][], top: number) => Promise<CellProblem[] | null>;
  onTaken: (range: Range) => void;
  /** What is said to more rows than there is room for, from this row on; null where all fit. */
  tooMany?: (top: number, rows: number) => string | null;
}

export function usePaste<Column extends FieldInfo>({ columns, isOpen, take, onTaken, tooMany }: Use<Column>) {
  const [pasting, setPasting] = useState<Paste<Column>>(null);
  const send = async (open: Column[], cells: string[][], range: Range) => {
    setPasting({ state: 'reading' });
    try {
      const problems = await take(open, cells, range.top);
      if (problems === null) return setPasting(null);
      if (problems.length > 0) return setPasting({ state: 'refused', columns: open, problems, top: range.top, cells, range });
      setPasting(null);
      return onTaken(range);
    } catch (error) {
      return setPasting({ state: 'failed', sentence: error instanceof Problem ? error.message : null });
    }
  };
  return {
    pasting,
    close: () => setPasting(null),
    paste: (range: Range, cells: string[][]) => {
      const wanted = spread(range, cells);
      const target = columns.slice(range.left, range.left + Math.max(...wanted.map((row) => row.length)));
      const open = target.filter(isOpen);
      if (open.length === 0) return;
      const sentence = tooMany?.(range.top, wanted.length) ?? null;
      if (sentence) return setPasting({ state: 'failed', sentence });
      const kept = wanted.map((row) => open.map((column) => row[target.indexOf(column)] ?? ''));
      void send(open, kept, { ...range, bottom: range.top + wanted.length - 1, right: range.left + target.length - 1 });
    },
    /** The same once more, with the ids of those that names were said to mean: by "column/text". */
    choose: ({ columns: open, cells, range }: Refused<Column>, chosen: Readonly<Record<string, string>>) =>
      void send(open, cells.map((row) => row.map((cell, place) => chosen[`${open[place]?.key}/${cell.trim()}`] ?? cell)), range),
  };
}

export function spread(range: Range, cells: string[][]): string[][] {
  const [only] = cells;
  if (cells.length !== 1 || only?.length !== 1) return cells;
  return Array.from({ length: range.bottom - range.top + 1 }, () => Array.from({ length: range.right - range.left + 1 }, () => only[0] ?? ''));
}
