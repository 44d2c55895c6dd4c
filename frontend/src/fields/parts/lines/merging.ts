/** Lines that two people changed, merged line by line and cell by cell; only what both said differently of one cell, or of a line that one of them deleted, takes a choice. */
import type { ClashPart } from '../../../lib/defineField';
import { isWorkedOut, type Line, type LineColumn } from './model';

export interface MergedLines {
  value: Line[] | null;
  clash: boolean;
  parts: ClashPart[];
}

export function mergedLines(base: Line[] | null, mine: Line[] | null, theirs: Line[] | null, columns: LineColumn[]): MergedLines {
  const [was, own, other] = [byId(base), byId(mine), byId(theirs)];
  const kept = new Map<string, Line>();
  const parts: ClashPart[] = [];
  for (const id of new Set([...own.keys(), ...other.keys()])) {
    const [before, my, their] = [was.get(id), own.get(id), other.get(id)];
    if (my && their) {
      const { line, cells } = mergedCells(before, my, their, columns);
      kept.set(id, line);
      parts.push(...cells);
    } else {
      const left = my ?? (their as Line);
      // A line that stands as it was goes with whoever deleted it; one that was changed meanwhile is not lost unasked.
      const touched = !before || differs(before, left, columns);
      if (before && touched) parts.push({ line: id, column: null, number: 0, mine: my ?? null, theirs: their ?? null });
      if (touched && (my || !before)) kept.set(id, left);
    }
  }
  const ids = inOrder(base, mine, theirs).filter((id) => kept.has(id));
  const numbered = parts.map((part) => ({ ...part, number: 1 + (kept.has(part.line) ? ids.indexOf(part.line) : [...other.keys()].indexOf(part.line)) }));
  const value = ids.map((id) => kept.get(id) as Line);
  return { value: value.length ? value : null, clash: parts.length > 0, parts: numbered.toSorted((one, next) => one.number - next.number) };
}

/** The lines with a part as it was chosen: a cell's value; a whole line, or null for one that goes. */
export function withPart(lines: Line[] | null, part: ClashPart, taken: unknown): Line[] | null {
  const { line: id, column, number } = part;
  const all = lines ?? [];
  if (column !== null) return all.map((line) => (line.id === id ? { ...line, [column]: taken } : line));
  const others = all.filter((line) => line.id !== id);
  const place = all.some((line) => line.id === id) ? all.findIndex((line) => line.id === id) : Math.min(number - 1, others.length);
  const next = taken ? [...others.slice(0, place), taken as Line, ...others.slice(place)] : others;
  return next.length ? next : null;
}

function mergedCells(before: Line | undefined, mine: Line, theirs: Line, columns: LineColumn[]): { line: Line; cells: ClashPart[] } {
  const line: Line = { ...theirs };
  const cells: ClashPart[] = [];
  for (const column of columns) {
    const { key } = column;
    if (isWorkedOut(column) || same(mine[key], before?.[key])) continue;
    line[key] = mine[key];
    if (!same(theirs[key], before?.[key]) && !same(theirs[key], mine[key])) cells.push({ line: mine.id, column: key, number: 0, mine: mine[key], theirs: theirs[key] });
  }
  return { line, cells };
}

function differs(one: Line, other: Line, columns: LineColumn[]): boolean {
  return columns.some((column) => !isWorkedOut(column) && !same(one[column.key], other[column.key]));
}

/** Theirs, unless only I moved lines; lines that the other order does not know stand after the one they came after. */
function inOrder(base: Line[] | null, mine: Line[] | null, theirs: Line[] | null): string[] {
  const [was, own, other] = [base, mine, theirs].map((lines) => (lines ?? []).map(({ id }) => id)) as [string[], string[], string[]];
  const all = new Set(other);
  const common = own.filter((id) => all.has(id) && was.includes(id));
  const moved = common.join() !== was.filter((id) => common.includes(id)).join();
  return moved ? woven(own, other) : woven(other, own);
}

function woven(order: string[], besides: string[]): string[] {
  const found = [...order];
  const known = new Set(order);
  besides.forEach((id, place) => {
    if (known.has(id)) return;
    found.splice(place === 0 ? 0 : found.indexOf(besides[place - 1] as string) + 1, 0, id);
    known.add(id);
  });
  return found;
}

const byId = (lines: Line[] | null) => new Map((lines ?? []).map((line) => [line.id, line]));

const nothing = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function same(one: unknown, other: unknown): boolean {
  return nothing(one) || nothing(other) ? nothing(one) && nothing(other) : JSON.stringify(one) === JSON.stringify(other);
}
