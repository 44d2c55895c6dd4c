/** Blocks of cells: to the clipboard, from it, filled down, emptied. What would change much is shown before it is done. */
import { useState, type ClipboardEvent } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { PasteBody } from '../../api/cells';
import type { FieldInfo, FormInfo, RecordItem, Values } from '../../api/types';
import { useToasts } from '../../desk/toasts';
import { plainText } from '../../fields/parts/lines/gridColumn';
import { spread, usePaste, type CellProblem } from '../../fields/parts/lines/usePaste';
import { isEmpty } from '../../form/merge';
import { Problem } from '../../lib/problems';
import { readCells, writeCells } from '../../ui/Grid/clipboard';
import { isSingle, rangeOf, type Cursor, type Range } from '../../ui/Grid/cursor';
import type { Column } from './columns';
import { allHere, recordsIn, type Rows } from './items';
import type { Cells } from './useCells';

/** What is pasted, before it is: each with what stands there now. */
export interface Preview {
  range: Range;
  cells: string[][];
  columns: FieldInfo[];
  rows: { record: RecordItem | null; texts: { now: string; next: string }[] }[];
  changed: number;
  fresh: number;
  /** Columns that cannot be written, and columns of the block that have no place. */
  skipped: string[];
  beyond: number;
  /** The selection's size, where the block is larger than it. */
  selected: { rows: number; columns: number } | null;
}

/** What changes more is shown first. */
const unseen = 20;
export const mostRows = 2000;
/** More records with the same values are changed as one long run, which shows how far it is. */
const atOnce = 200;

interface Use {
  form: FormInfo;
  items: Rows;
  columns: Column[];
  cells: Cells;
  /** Where the list ends is not known. */
  more: boolean;
  grouped: boolean;
  onBulk: (values: Values, ids: string[]) => void;
}

export function useBlock({ form, items, columns, cells, more, grouped, onBulk }: Use) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const [preview, setPreview] = useState<Preview | null>(null);
  const fields = columns.map(({ field }) => field);
  const isOpen = (field: FieldInfo) => columns.some((column) => column.field === field && column.closed === null);
  const open = ({ left, right }: Range) => columns.slice(left, right + 1).filter(({ closed }) => closed === null).map(({ field }) => field);
  const textOf = (record: RecordItem, field: FieldInfo) => {
    const value = cells.written[`${record.id}/${field.key}`]?.value ?? record.values[field.key];
    return isEmpty(value) ? '' : plainText(field, value, record.labels[field.key] ?? undefined);
  };
  const onto = (top: number, rows: number) => {
    const records = recordsIn(items, top, top + rows - 1);
    return [...records, ...Array.from({ length: rows - records.length }, () => null)];
  };

  const take = async (some: FieldInfo[], texts: string[][], top: number, confirmed: string[] = []): Promise<CellProblem[] | null> => {
    const records = onto(top, texts.length);
    const body = { columns: some.map(({ key }) => key), rows: texts, onto: records.map((record) => record && { id: record.id, revision: record.revision }), common: {}, confirmed } as PasteBody;
    try {
      const { done, problems } = await cells.writes.paste(body);
      if (!done) return problems;
      const was = new Map(records.flatMap((record) => (record ? [[record.id, cells.sent(Object.fromEntries(some.map(({ key }) => [key, record.values[key] ?? null])))] as const] : [])));
      const ids = done.changed.map(({ id }) => id);
      cells.keep({ delete: done.created, create: [], restore: [], change: done.changed.map(({ id, revision }) => ({ id, revision, values: was.get(id) ?? {} })) }, ids);
      await (done.created.length > 0 ? cells.writes.reload() : cells.writes.refresh(ids));
      show(t('cells.pasted', { count: texts.length }), cells.wayBack);
      return [];
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.code !== 'checks.unconfirmed') throw problem;
      const { sentences, checks } = problem.warnings;
      show(sentences.join(' '), { title: t('cells.anyway'), run: () => void take(some, texts, top, checks) });
      return null;
    }
  };
  const tooMany = (top: number, rows: number): string | null => {
    if (rows > mostRows) return t('cells.tooManyRows', { most: mostRows });
    const bottom = Math.min(top + rows, items.length) - 1;
    const fresh = rows - recordsIn(items, top, bottom).length;
    if (fresh <= 0) return null;
    if (more || grouped || !allHere(items, top, bottom)) return t('cells.rowsNotHere', { count: rows - fresh });
    return form.may.create ? null : t('cells.noNewRows', { count: rows - fresh });
  };
  const { pasting, paste, choose, close } = usePaste({ columns: fields, isOpen, take, onTaken: () => undefined, tooMany });

  /** Whether some of the rows were not looked at yet; then it says so. */
  const isAway = ({ top, bottom }: Range): boolean => {
    if (allHere(items, top, Math.min(bottom, items.length - 1))) return false;
    show(t('cells.notAllHere'));
    return true;
  };

  /** What a paste would do. */
  const seen = (range: Range, texts: string[][]): Preview => {
    const wanted = spread(range, texts);
    const broad = Math.max(...wanted.map((row) => row.length));
    const target = columns.slice(range.left, range.left + broad);
    const written = target.filter(({ closed }) => closed === null).map(({ field }) => field);
    const rows = onto(range.top, wanted.length).map((record, place) => ({
      record,
      texts: written.map((field) => ({ now: record ? textOf(record, field) : '', next: wanted[place]?.[target.findIndex((column) => column.field === field)] ?? '' })),
    }));
    const selected = { rows: range.bottom - range.top + 1, columns: range.right - range.left + 1 };
    return {
      range, cells: texts, columns: written, rows,
      changed: rows.reduce((sum, row) => sum + row.texts.filter(({ now, next }) => now !== next.trim()).length, 0),
      fresh: rows.filter(({ record }) => record === null).length,
      skipped: target.filter(({ closed }) => closed !== null).map(({ field }) => field.title),
      beyond: broad - target.length,
      selected: !isSingle(range) && (wanted.length > selected.rows || broad > selected.columns) ? selected : null,
    };
  };
  const fill = (range: Range, height: number) => {
    if (isAway(range)) return undefined;
    const source = recordsIn(items, range.top, range.bottom);
    const written = open(range);
    const [first] = source;
    if (!first || written.length === 0) return;
    const targets = source.slice(height);
    const valuesOf = (at: number): Values => Object.fromEntries(written.map(({ key }) => [key, source[at % height]?.values[key] ?? null]));
    if (targets.length > atOnce && height === 1) return onBulk(cells.sent(valuesOf(0)), targets.map(({ id }) => id));
    const place = new Map(targets.map((record, at) => [record.id, at]));
    return cells.several(targets, (record) => ({ ...record.values, ...valuesOf(place.get(record.id) ?? 0) }), t('cells.filled', { count: targets.length }));
  };

  return {
    preview, pasting, choose, close,
    forgetPreview: () => setPreview(null),
    /** Does what was shown. */
    confirm: ({ range, cells: texts }: Preview) => {
      setPreview(null);
      paste(range, texts);
    },
    copy: (event: ClipboardEvent, cursor: Cursor) => {
      const range = rangeOf(cursor);
      event.preventDefault();
      if (isAway(range)) return;
      const rows = recordsIn(items, range.top, range.bottom).map((record) => fields.slice(range.left, range.right + 1).map((field) => textOf(record, field)));
      event.clipboardData.setData('text/plain', writeCells(rows));
    },
    paste: (event: ClipboardEvent, cursor: Cursor) => {
      const text = event.clipboardData.getData('text/plain');
      if (!text) return;
      event.preventDefault();
      const [range, texts] = [rangeOf(cursor), readCells(text)];
      const found = seen(range, texts);
      if (found.columns.length === 0) return show(t('cells.nothingOpen'));
      const told = tooMany(range.top, spread(range, texts).length) === null;
      if (told && (found.changed > unseen || found.fresh > 0 || found.skipped.length > 0 || found.beyond > 0 || found.selected)) return setPreview(found);
      return paste(range, texts);
    },
    clear: (range: Range) => {
      if (isAway(range)) return undefined;
      const some = recordsIn(items, range.top, range.bottom);
      const empty = Object.fromEntries(open(range).map(({ key }) => [key, null]));
      if (Object.keys(empty).length === 0) return show(t('cells.nothingOpen'));
      if (some.length > atOnce) return onBulk(empty, some.map(({ id }) => id));
      return cells.several(some, (record) => ({ ...record.values, ...empty }), t('cells.cleared', { count: some.length }));
    },
    /** The first row into the others; a single row takes what stands above it. */
    fillDown: (range: Range) => fill(range.top === range.bottom ? { ...range, top: range.top - 1 } : range, 1),
    /** The rows of the first range again and again below it. */
    fillTo: (range: Range, bottom: number) => fill({ ...range, bottom }, recordsIn(items, range.top, range.bottom).length),
  };
}
