/** Lines as pages work with them: JSON rows with an id, what is told of them to expressions, what is sent. */
import type { FieldInfo, Values } from '../../../api/types';
import { engine } from '../../../expressions/engine';
import type { Type } from '../../../expressions/values';
import type { FieldFault } from '../../../lib/defineField';
import { knownFields } from '../../../lib/knownFields';

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

/** Lines as expressions of the form see them: numbers exact, moments moments. Without the interpreter nobody looks. */
export function seenLines(lines: Line[] | null, columns: LineColumn[]): unknown {
  const known = engine();
  if (!known) return null;
  return lines?.map((line) => Object.fromEntries(columns.map((column) => [column.key, known.readAs((line[column.key] ?? null) as never, typeOf(column))]))) ?? null;
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

/** The first cell whose value its type refuses, with its place. */
export function lineFault(lines: Line[] | null, columns: LineColumn[]): FieldFault | null {
  for (const [place, line] of (lines ?? []).filter((one) => !isBlank(one, columns)).entries()) {
    for (const column of columns.filter(isOpen)) {
      const value = line[column.key] ?? '';
      const within = value !== '' && knownFields.get(column.type)?.problem?.(value, column.settings);
      if (within) return { key: 'lines.fault', words: { number: place + 1, title: column.title }, within };
    }
  }
  return null;
}

/** Columns with a sum below them: those that ask for it. */
export function summed(columns: LineColumn[]): LineColumn[] {
  return columns.filter((column) => column.total === 'sum');
}
