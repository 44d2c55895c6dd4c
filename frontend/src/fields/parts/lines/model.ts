/** Lines as pages work with them: JSON rows with an id, formulas worked out line by line, exact sums of columns. */
import type { FieldInfo, Values } from '../../../api/types';
import { compileTree } from '../../../expressions/evaluate';
import { ExpressionError } from '../../../expressions/nodes';
import type { Types } from '../../../expressions/tree';
import { decimal, readAs, type Type } from '../../../expressions/values';
import type { Around } from '../../../lib/defineField';
import { fittedResult } from '../../../lib/fitted';
import { knownFields } from '../../../lib/knownFields';
import { currentZone } from '../../../lib/time';

export interface LineSettings {
  columns?: LineColumn[];
  max_lines?: number;
}

/** A column is described as a field is; `total` asks for the sum below it. */
export type LineColumn = FieldInfo & { total?: string };

export type Line = Values & { id: string };

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id in the server's layout: ten characters of time, sixteen by chance. */
export function newLineId(): string {
  let time = Date.now();
  let head = '';
  for (let place = 0; place < 10; place += 1) {
    head = alphabet[time % 32] + head;
    time = Math.floor(time / 32);
  }
  return head + [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => alphabet[byte % 32]).join('');
}

export function newLine(columns: LineColumn[], values: Values = {}): Line {
  const defaults = columns.map((column) => [column.key, column.default && typeof column.default === 'object' && !Array.isArray(column.default) ? null : (column.default ?? null)]);
  return { id: newLineId(), ...Object.fromEntries(defaults), ...values };
}

export function typeOf(column: FieldInfo): Type {
  return knownFields.get(column.type)?.expressionType?.(column.settings) ?? 'text';
}

export function isWorkedOut(column: FieldInfo): boolean {
  return column.settings.expression !== undefined;
}

/** Whether one types into the column. */
export function isOpen(column: FieldInfo): boolean {
  return column.access === 'write' && !isWorkedOut(column);
}

/** A line nobody has put anything into: it is not sent. */
export function isBlank(line: Line, columns: LineColumn[]): boolean {
  return columns.every((column) => {
    const value = line[column.key];
    return isWorkedOut(column) || value === null || value === undefined || value === '' || value === column.default;
  });
}

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

/** Lines as expressions of the form see them: numbers exact, moments moments. */
export function seenLines(lines: Line[] | null, columns: LineColumn[]): unknown {
  return lines?.map((line) => Object.fromEntries(columns.map((column) => [column.key, readAs((line[column.key] ?? null) as never, typeOf(column))]))) ?? null;
}

/** What is sent: no blank lines, nothing that is worked out or only read. */
export function sentLines(lines: Line[] | null, columns: LineColumn[]): Values[] | null {
  const writable = columns.filter((column) => column.access === 'write' && !isWorkedOut(column));
  const told = (lines ?? []).filter((line) => !isBlank(line, columns));
  const sent = told.map((line) => ({ id: line.id, ...Object.fromEntries(writable.filter((column) => column.key in line).map((column) => [column.key, sentCell(column, line[column.key])])) }));
  return sent.length ? sent : null;
}

function sentCell(column: LineColumn, value: unknown): unknown {
  const sent = knownFields.get(column.type)?.sent;
  return value === '' || value === undefined ? null : sent && value !== null ? sent(value, column.settings) : value;
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

/** Columns with a sum below them: those that ask for it. */
export function summed(columns: LineColumn[]): LineColumn[] {
  return columns.filter((column) => column.total === 'sum');
}
