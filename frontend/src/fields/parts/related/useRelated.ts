/** A list of related records being filled: each row is a record, saved when one leaves it; several rows at once are one
 * request. What was done is told with a way back. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { useForm } from '../../../api/records';
import { usePasteRows, useRelatedRecords, useSaveRow, useWriteTogether, type Deeds, type Done } from '../../../api/related';
import type { FieldInfo, RecordItem, Values } from '../../../api/types';
import { knownFields } from '../../../lib/knownFields';
import { Problem } from '../../../lib/problems';
import { newLineId } from '../lines/model';
import type { CellProblem } from '../lines/usePaste';
import { columnsShown, filledIn, placeOf, type RelatedSettings, type Row } from './rows';

/** What a grid holds at once; of more the rest is asked for. */
const most = 2_000;
const mostSteps = 20;

export interface Note {
  text: string;
  act?: { title: string; run: () => void };
}

export type Related = ReturnType<typeof useRelated>;

export function useRelated(settings: RelatedSettings, app: string, record: string, whole: boolean) {
  const { t } = useTranslation();
  const place = placeOf(settings, app);
  const form = useForm(place.app, place.form);
  const list = useRelatedRecords(place.app, place.form, settings.by, record);
  const saveRow = useSaveRow(place.app, place.form, settings.by, record);
  const write = useWriteTogether(place.app, place.form, settings.by, record);
  const pasteRows = usePasteRows(place.app, place.form, settings.by, record);

  const [fresh, setFresh] = useState<{ id: string; values: Values }[]>([]);
  const [typed, setTyped] = useState<Readonly<Record<string, Values>>>({});
  const [names, setNames] = useState<Readonly<Record<string, string | null>>>({});
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [note, setNote] = useState<Note | null>(null);
  const [busy, setBusy] = useState(false);
  const steps = useRef<Deeds[]>([]);
  // A row that is on its way is not sent twice, however often it is left.
  const [sending] = useState(() => new Map<string, Promise<boolean>>());

  const saved = useMemo(() => onceEach(list.data?.pages.flatMap(({ items }) => items) ?? []), [list.data]);
  const rows = useMemo(() => filledIn(saved, fresh, typed), [saved, fresh, typed]);
  const fields = useMemo(() => (form.data ? columnsShown(form.data, settings) : []), [form.data, settings]);
  const may = form.data?.may ?? { create: false, change: false, delete: false };

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onMore = hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined;
  const goesOn = whole && hasNextPage && !isFetchingNextPage && saved.length < most;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);

  const keep = (step: Deeds) => {
    steps.current = [...steps.current.slice(-mostSteps + 1), step];
  };
  const forget = (ids: readonly string[]) => {
    setTyped((now) => without(now, ids));
    setFresh((now) => now.filter(({ id }) => !ids.includes(id)));
    setFaults((now) => Object.fromEntries(Object.entries(now).filter(([cell]) => !ids.includes(cell.split('/')[0] ?? ''))));
  };
  const blame = (row: Row, problem: unknown) => {
    const told = problem instanceof Problem ? problem.fieldErrors : {};
    const shown = Object.entries(told).filter(([key]) => fields.some((field) => field.key === key));
    const words = problem instanceof Problem ? (Object.values(told)[0] ?? problem.message) : t('lines.related.unreachable');
    const found = shown.length > 0 ? shown : [[fields[0]?.key ?? '', words] as const];
    setFaults((now) => ({ ...now, ...Object.fromEntries(found.map(([key, sentence]) => [`${row.id}/${key}`, sentence])) }));
  };
  /** Saves a row that was typed into; what was refused stays to be mended. Tells whether it is saved now. */
  const save = (row: Row | undefined, confirmed: string[] = []): Promise<boolean> => {
    const values = row && typed[row.id];
    if (!row || !values || Object.keys(values).length === 0) return Promise.resolve(false);
    const going = sending.get(row.id) ?? send(row, values, confirmed);
    sending.set(row.id, going);
    return going;
  };
  const send = async (row: Row, values: Values, confirmed: string[]): Promise<boolean> => {
    setBusy(true);
    const before = saved.find(({ id }) => id === row.id);
    try {
      const known = row.revision === null ? {} : { id: row.id, revision: row.revision };
      const done = await saveRow.mutateAsync({ ...known, values: sentValues(fields, values), confirmed });
      keep(before ? { change: [{ id: done.id, revision: done.revision, values: sentValues(fields, pick(before.values, Object.keys(values))) }] } : { delete: [{ id: done.id, revision: done.revision }] });
      forget([row.id]);
      setNote(null);
      return true;
    } catch (problem) {
      if (!asks(problem, (checks) => void save(row, checks))) blame(row, problem);
      return false;
    } finally {
      setBusy(false);
      sending.delete(row.id);
    }
  };
  /** Warnings are asked about, with the act that goes on in spite of them. */
  const asks = (problem: unknown, again: (checks: string[]) => void): boolean => {
    if (!(problem instanceof Problem) || problem.code !== 'checks.unconfirmed') return false;
    const { sentences, checks } = problem.warnings;
    setNote({ text: sentences.join(' '), act: { title: t('lines.related.anyway'), run: () => again(checks) } });
    return true;
  };
  /** Several at once; refusals stand at their cells. Gives null when nothing was written. */
  const together = async (deeds: Deeds, touched: readonly Row[], again?: (checks: string[]) => void): Promise<Done | null> => {
    setBusy(true);
    try {
      return await write.mutateAsync(deeds);
    } catch (problem) {
      if (again && asks(problem, again)) return null;
      const refused = problem instanceof Problem ? refusals(problem) : [];
      for (const { place: at, key, sentence } of refused) {
        const row = touched[at];
        if (row) setFaults((now) => ({ ...now, [`${row.id}/${fields.some((field) => field.key === key) ? key : (fields[0]?.key ?? '')}`]: sentence }));
      }
      setNote({ text: problem instanceof Problem ? t('lines.related.notDone', { reason: refused[0]?.sentence ?? problem.message }) : t('lines.related.unreachableAll') });
      return null;
    } finally {
      setBusy(false);
    }
  };
  const undo = async () => {
    const step = steps.current.pop();
    if (step && (await together(step, []))) setNote({ text: t('lines.related.undone') });
  };
  const wayBack = { title: t('lines.related.undo'), run: () => void undo() };

  /** The same values into several rows, saved and new, by one request. */
  const fill = async (some: readonly Row[], valuesOf: (row: Row) => Values, confirmed: string[] = []): Promise<void> => {
    const known = some.filter((row) => row.revision !== null);
    const filled = Object.fromEntries(some.map((row) => [row.id, { ...typed[row.id], ...valuesOf(row) }]));
    setTyped((now) => ({ ...now, ...filled }));
    if (known.length === 0 || !may.change) return;
    const done = await together({ change: known.map((row) => ({ id: row.id, revision: row.revision ?? 0, values: sentValues(fields, filled[row.id] ?? {}) })), confirmed }, known, (checks) => void fill(some, valuesOf, checks));
    if (!done) return;
    keep({ change: done.changed.map(({ id, revision }) => ({ id, revision, values: sentValues(fields, pick(saved.find((one) => one.id === id)?.values ?? {}, Object.keys(filled[id] ?? {}))) })) });
    forget(known.map(({ id }) => id));
    setNote({ text: t('lines.related.filled', { count: known.length }), act: wayBack });
  };
  /** Pasted rows over those from `top` on, and new ones below them. */
  const paste = async (columns: FieldInfo[], cells: string[][], top: number, confirmed: string[] = []): Promise<CellProblem[] | null> => {
    const over = cells.map((_, at) => rows[top + at]);
    const found = await pasteRows.mutateAsync({ columns: columns.map(({ key }) => key), rows: cells, onto: over.map((row) => (row && row.revision !== null ? { id: row.id, revision: row.revision } : null)), confirmed }).catch((problem: unknown) => {
      if (asks(problem, (checks) => void paste(columns, cells, top, checks))) return null;
      throw problem;
    });
    if (!found) return null;
    if (!found.done) return found.problems;
    const { created, changed } = found.done;
    const keysOf = columns.map(({ key }) => key);
    keep({ delete: created, change: changed.map(({ id, revision }) => ({ id, revision, values: sentValues(fields, pick(saved.find((one) => one.id === id)?.values ?? {}, keysOf)) })) });
    forget(over.flatMap((row) => row?.id ?? []));
    setNote({ text: t('lines.related.pasted', { count: cells.length }), act: wayBack });
    return [];
  };

  return {
    title: form.data?.title ?? '',
    error: form.error ?? list.error,
    retry: () => void Promise.all([form.refetch(), list.refetch()]),
    ready: form.data !== undefined && list.data !== undefined,
    place, fields, may, saved, rows, names, faults, note, busy,
    total: Math.max(list.data?.pages[0]?.total ?? 0, saved.length) + fresh.length,
    onMore,
    isUnsaved: (row: Row) => Object.keys(typed[row.id] ?? {}).length > 0,
    undo: () => void undo(),
    save,
    forget,
    name: (cell: string, words: string | null) => setNames((now) => ({ ...now, [cell]: words })),
    type(row: Row, key: string, value: unknown) {
      setTyped((now) => ({ ...now, [row.id]: { ...now[row.id], [key]: value } }));
      setFaults((now) => without(now, [`${row.id}/${key}`]));
    },
    /** Saves what was typed into any row. Gives a sentence for the row that was refused, or null. */
    async saveAll(): Promise<string | null> {
      for (const row of rows) {
        const unsaved = Object.keys(typed[row.id] ?? {}).length > 0;
        if (unsaved && !(await save(row))) return t('lines.related.unsaved', { number: rows.indexOf(row) + 1 });
      }
      return null;
    },
    insert(): string {
      const id = newLineId();
      setFresh((now) => [...now, { id, values: {} }]);
      return id;
    },
    /** Into the bin, with a way back. */
    async remove(some: readonly Row[]) {
      const known = some.filter((row) => row.revision !== null);
      if (known.length > 0 && may.delete) {
        const done = await together({ delete: known.map(({ id, revision }) => ({ id, revision: revision ?? 0 })) }, known);
        if (!done) return;
        keep({ restore: known.map(({ id }) => id) });
        setNote({ text: t('lines.related.deleted', { count: known.length }), act: wayBack });
      }
      forget(some.filter((row) => row.revision === null || may.delete).map(({ id }) => id));
    },
    fill,
    paste,
  };
}

function onceEach(records: RecordItem[]): RecordItem[] {
  return [...new Map(records.map((record) => [record.id, record])).values()];
}

function without<Value>(all: Readonly<Record<string, Value>>, names: readonly string[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
}

const pick = (values: Values, names: string[]): Values => Object.fromEntries(names.map((name) => [name, values[name] ?? null]));

function sentValues(fields: FieldInfo[], values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, sentCell(fields.find((one) => one.key === key), value)]));
}

function sentCell(field: FieldInfo | undefined, value: unknown): unknown {
  const sent = field && knownFields.get(field.type)?.sent;
  return value === '' || value === undefined || value === null ? null : sent ? sent(value, field.settings) : value;
}

/** "/change/3/values/price" as the fourth row's cell. */
function refusals(problem: Problem): { place: number; key: string; sentence: string }[] {
  return (problem.document.errors ?? []).map((error) => {
    const [, , number = '0', , key = ''] = (error.pointer ?? '').split('/');
    return { place: Number(number), key, sentence: error.detail ?? problem.message };
  });
}
