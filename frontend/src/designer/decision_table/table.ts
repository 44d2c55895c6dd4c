/** A decision table as a grid: its columns, and every act on its rows as a function from document to document. */
import type { Doc } from '../../api/drafts';
import type { Range } from '../../ui/Grid/cursor';
import { freeKey } from '../settings/schema';
import { cellText, readCell, readValue, valueText, type PartType, type Words } from './cells';

export interface Row extends Doc {
  key: string;
  when: unknown[];
  then: unknown[];
}

export interface Part {
  key: string;
  type: PartType;
  title?: string | Record<string, string>;
  /** The field whose options its values are. */
  words_of?: { form: string; field: string };
}

export interface Column {
  key: string;
  side: 'when' | 'then' | 'own';
  /** The part of an input or output. */
  part?: Part;
  right: boolean;
  text: (row: Row) => string;
  /** The row with what was written; null where that cannot stand there. */
  write: (row: Row, text: string) => Row | null;
}

export const rowsOf = (document: Doc) => (Array.isArray(document.rows) ? (document.rows as Row[]) : []);
const partsOf = (document: Doc, side: 'inputs' | 'outputs') => (Array.isArray(document[side]) ? (document[side] as Part[]) : []);
const numbers = new Set<PartType>(['integer', 'decimal', 'percent', 'currency']);

/** Days stand where rows are valid by a date, priorities where they decide. `optionsOf`: what the values of a part are called. */
export function columnsOf(document: Doc, words: Words, optionsOf: (part: Part) => Words['options'] = () => undefined): Column[] {
  const of = (part: Part): Words => ({ ...words, options: optionsOf(part) });
  const inputs = partsOf(document, 'inputs').map((part, at): Column => ({
    key: `when/${at}`,
    side: 'when',
    part,
    right: false,
    text: (row) => cellText(row.when[at], part.type, of(part)),
    write: (row, text) => put(row, 'when', at, readCell(text, part.type, of(part)), partsOf(document, 'inputs').length),
  }));
  const outputs = partsOf(document, 'outputs').map((part, at): Column => ({
    key: `then/${at}`,
    side: 'then',
    part,
    right: numbers.has(part.type),
    text: (row) => (row.then[at] === null || row.then[at] === undefined ? '' : valueText(row.then[at], part.type, of(part))),
    write: (row, text) => put(row, 'then', at, text.trim() === '' ? { value: null } : readValue(text, part.type, of(part)), partsOf(document, 'outputs').length),
  }));
  const days = document.valid_by === undefined ? [] : [own('from', 'date', words), own('until', 'date', words)];
  const priority = document.hit === 'priority' ? [own('priority', 'integer', words)] : [];
  return [...inputs, ...outputs, ...days, ...priority, own('source', 'text', words)];
}

function own(key: string, type: PartType, words: Words): Column {
  return {
    key,
    side: 'own',
    right: type === 'integer',
    text: (row) => (row[key] === undefined ? '' : valueText(row[key], type, words)),
    write(row, text) {
      const { [key]: _, ...others } = row;
      if (text.trim() === '') return others as Row;
      const read = readValue(text, type, words);
      return read && ({ ...row, [key]: read.value } as Row);
    },
  };
}

function put(row: Row, side: 'when' | 'then', at: number, read: { value: unknown } | null, length: number): Row | null {
  if (!read) return null;
  const cells: unknown[] = Array.from({ length }, (_, place) => row[side][place] ?? null);
  return { ...row, [side]: cells.with(at, read.value ?? null) } as Row;
}

export function freshRow(document: Doc, more: readonly Row[] = []): Row {
  const taken = [...rowsOf(document), ...more].map(({ key }) => key);
  return { key: freeKey('row', taken), when: partsOf(document, 'inputs').map(() => null), then: partsOf(document, 'outputs').map(() => null) };
}

export const withRows = (document: Doc, rows: readonly Row[]): Doc => ({ ...document, rows });

export function inserted(document: Doc, place: number): Doc {
  return withRows(document, rowsOf(document).toSpliced(place, 0, freshRow(document)));
}

export function removed(document: Doc, { top, bottom }: Range): Doc {
  return withRows(document, rowsOf(document).toSpliced(top, bottom - top + 1));
}

/** The rows of a range before the row at `to`. */
export function moved(document: Doc, { top, bottom }: Range, to: number): Doc {
  const rows = rowsOf(document);
  const taken = rows.slice(top, bottom + 1);
  const left = rows.toSpliced(top, taken.length);
  return withRows(document, left.toSpliced(to > bottom ? to - taken.length : to, 0, ...taken));
}

/** Cells written from a place on; rows that are missing come. Gives the cells that could not be read as well, by "row key/column key". */
export function written(document: Doc, columns: readonly Column[], { top, left }: Range, cells: readonly (readonly string[])[]): { document: Doc; unread: Map<string, string> } {
  const rows = [...rowsOf(document)];
  const unread = new Map<string, string>();
  cells.forEach((line, down) => {
    let row = rows[top + down] ?? freshRow(document, rows);
    line.forEach((text, right) => {
      const column = columns[left + right];
      const next = column?.write(row, text);
      if (next) row = next;
      else if (column) unread.set(`${row.key}/${column.key}`, text);
    });
    rows[top + down] = row;
  });
  return { document: withRows(document, rows), unread };
}

export const filled = ({ top, bottom, left, right }: Range, text: (down: number, right: number) => string) =>
  Array.from({ length: bottom - top + 1 }, (_, down) => Array.from({ length: right - left + 1 }, (__, across) => text(down, across)));
