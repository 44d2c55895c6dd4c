/** What is worked out of lines: their formulas line by line, and exact sums of columns. */
import { compileTree } from '../../../expressions/evaluate';
import { ExpressionError } from '../../../expressions/nodes';
import type { Types } from '../../../expressions/tree';
import { decimal } from '../../../expressions/values';
import type { Around } from '../../../lib/defineField';
import { fittedResult } from '../../../lib/fitted';
import { currentZone } from '../../../lib/time';
import { isWorkedOut, typeOf, type Line, type LineColumn } from './model';

interface Formula {
  key: string;
  value: (data: unknown) => unknown;
}

/** Works out the formulas of one line; what cannot be told here stays as the server said it. */
export function lineWorker(columns: LineColumn[], around: Around | undefined): (line: Line) => Line {
  const types: Types = { ...around?.types, ...Object.fromEntries(columns.map((column) => [`line.${column.key}`, typeOf(column)])) };
  const formulas = columns.flatMap((column): Formula[] => {
    const value = isWorkedOut(column) ? compiled(column.settings.expression, types) : null;
    return value ? [{ key: column.key, value: (data) => fittedResult(column.settings, value(data)) }] : [];
  });
  if (!formulas.length) return (line) => line;
  const record = around?.record ?? {};
  return (line) => {
    const fresh: Line = { ...line };
    const data = { line: fresh, record, param: around?.param ?? {}, now: new Date(), zone: currentZone() };
    // Formulas may read one another: as often as there are formulas, or until nothing moves.
    for (let pass = 0; pass < formulas.length; pass += 1) {
      let moved = false;
      for (const { key, value } of formulas) {
        const found = json(value(data));
        moved ||= found !== fresh[key];
        fresh[key] = found;
      }
      if (!moved) break;
    }
    return fresh;
  };
}

function compiled(tree: unknown, types: Types): ((data: unknown) => unknown) | null {
  try {
    return compileTree(tree, types);
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

function json(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return value && typeof value === 'object' && !Array.isArray(value) ? String(value) : (value ?? null);
}

/** Whether what is worked out in two states of the same lines comes to the same; 1.5 and 1.50 do. */
export function sameFigures(lines: readonly Line[], others: readonly Line[], columns: LineColumn[]): boolean {
  const keys = columns.filter(isWorkedOut).map(({ key }) => key);
  return lines.every((line, place) => keys.every((key) => sameFigure(line[key] ?? null, others[place]?.[key] ?? null)));
}

function sameFigure(one: unknown, other: unknown): boolean {
  return one === other || (isNumber(one) && isNumber(other) && decimal(String(one)).eq(decimal(String(other))));
}

const isNumber = (value: unknown) => (typeof value === 'string' || typeof value === 'number') && /^-?\d+(\.\d+)?$/.test(String(value));

/** The exact sum of a column as decimal text; null when there is nothing to add. */
export function columnSum(lines: readonly Line[], key: string): string | null {
  let sum: ReturnType<typeof decimal> | null = null;
  for (const line of lines) {
    const value = line[key];
    if (isNumber(value)) sum = (sum ?? decimal(0)).plus(decimal(String(value)));
  }
  return sum === null ? null : sum.toFixed();
}
