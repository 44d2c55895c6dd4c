/** The records that refer to one, in a grid: each row is a record of its own and saved when it is left. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeRecord, useCreateRecord, useDeleteRecord, useForm, useRecords } from '../../../api/records';
import type { FieldInfo, RecordItem, Values } from '../../../api/types';
import { knownFields } from '../../../lib/knownFields';
import { Problem } from '../../../lib/problems';
import { Button } from '../../../ui/Button/Button';
import { Grid, type GridColumn } from '../../../ui/Grid/Grid';
import { at, rangeOf, type Cursor, type Range } from '../../../ui/Grid/cursor';
import { ErrorState, LoadingState, Skeleton } from '../../../ui/States/States';
import { LineCell } from '../lines/LineCell';
import { isRight } from '../lines/LineTable';
import { newLineId } from '../lines/model';
import lines from '../lines/lines.module.css';
import { columnsShown, filledIn, type Row } from './rows';

export interface RelatedSettings {
  /** "form" of the same app, or "app.form". */
  form: string;
  by: string;
  columns?: string[];
}

interface Props {
  settings: RelatedSettings;
  title: string;
  app: string;
  record: string;
}

const page = 200;

export function RelatedGrid({ settings, title, app, record }: Props) {
  const [first = '', second] = settings.form.split('.');
  const place = second ? { app: first, form: second } : { app, form: first };
  const form = useForm(place.app, place.form);
  const filter = { field: settings.by, operator: 'equal', value: record };
  const records = useRecords(place.app, place.form, { filter, sort: ['created_at'] }, page);
  const error = form.error ?? records.error;
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([form.refetch(), records.refetch()])} />;
  if (!form.data || !records.data) {
    return (
      <LoadingState>
        <Skeleton rows={4} />
      </LoadingState>
    );
  }
  const saved = records.data.pages.flatMap(({ items }) => items);
  return <Filled settings={settings} title={title} place={place} record={record} fields={columnsShown(form.data, settings)} may={form.data.may} saved={saved} total={records.data.pages[0]?.total ?? saved.length} onMore={records.hasNextPage && !records.isFetchingNextPage ? () => void records.fetchNextPage() : undefined} />;
}

interface FilledProps {
  settings: RelatedSettings;
  title: string;
  place: { app: string; form: string };
  record: string;
  fields: FieldInfo[];
  may: { create: boolean; change: boolean; delete: boolean };
  saved: RecordItem[];
  total: number;
  onMore?: () => void;
}

function Filled({ settings, title, place, record, fields, may, saved, total, onMore }: FilledProps) {
  const { t } = useTranslation();
  const create = useCreateRecord(place.app, place.form);
  const change = useChangeRecord(place.app, place.form);
  const remove = useDeleteRecord(place.app, place.form);
  const [fresh, setFresh] = useState<{ id: string; values: Values }[]>([]);
  const [typed, setTyped] = useState<Readonly<Record<string, Values>>>({});
  const [names, setNames] = useState<Readonly<Record<string, string | null>>>({});
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  // Rows come and go while one types: the cursor holds on to its row, not to a place.
  const [stood, setStood] = useState<{ cursor: Cursor; id: string } | null>(null);
  const inserted = useRef('');
  // A row that is on its way is not sent twice, however often it is left.
  const [sending] = useState(() => new Set<string>());
  const rows = useMemo(() => filledIn(saved, fresh, typed), [saved, fresh, typed]);
  const cursor = held(stood, rows);

  // The next page is fetched when one comes near the end of what is there.
  const near = cursor !== null && cursor.row > saved.length - page / 2;
  useEffect(() => {
    if (near) onMore?.();
  }, [near, onMore]);

  const type = (row: Row, key: string, value: unknown) => {
    setTyped({ ...typed, [row.id]: { ...typed[row.id], [key]: value } });
    const { [`${row.id}/${key}`]: _, ...rest } = faults;
    setFaults(rest);
  };
  const forget = (id: string) => {
    setTyped((now) => Object.fromEntries(Object.entries(now).filter(([key]) => key !== id)));
    setFresh((now) => now.filter((line) => line.id !== id));
  };
  /** A row is a record: it is saved when one leaves it, and what was refused stays to be mended. */
  const save = async (row: Row | undefined) => {
    const values = row && typed[row.id];
    if (!row || !values || Object.keys(values).length === 0 || sending.has(row.id)) return;
    sending.add(row.id);
    const sent = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, sentCell(fields, key, value)]));
    try {
      if (row.revision === null) await create.mutateAsync({ values: { ...sent, [settings.by]: record } });
      else await change.mutateAsync({ id: row.id, revision: row.revision, values: sent });
      forget(row.id);
    } catch (problem) {
      const told = problem instanceof Problem ? problem.fieldErrors : {};
      const found = Object.entries(told).map(([key, sentence]) => [`${row.id}/${key}`, sentence]);
      const words = problem instanceof Problem ? problem.message : t('lines.related.unreachable');
      setFaults((now) => ({ ...now, ...Object.fromEntries(found.length ? found : [[`${row.id}/${fields[0]?.key}`, words]]) }));
    } finally {
      sending.delete(row.id);
    }
  };
  const go = (next: Cursor | null) => {
    if (cursor && next?.row !== cursor.row) void save(rows[cursor.row]);
    const id = next && (rows[next.row]?.id ?? inserted.current);
    setStood(next && id ? { cursor: next, id } : null);
  };
  const insert = () => {
    const id = newLineId();
    inserted.current = id;
    setFresh((now) => [...now, { id, values: {} }]);
  };
  const add = () => {
    insert();
    go(at(rows.length, 0));
  };
  const discard = ({ top, bottom }: Range) => {
    for (const row of rows.slice(top, bottom + 1)) {
      forget(row.id);
      if (row.revision !== null && may.delete) remove.mutate({ id: row.id, revision: row.revision });
    }
    setStood(null);
  };
  const columns = useMemo(
    () => fields.map((field): GridColumn<Row> => column(field, place, saved, names, may.change || may.create, type, (key, words) => setNames((now) => ({ ...now, [key]: words })))),
    // `type` changes with what was typed, and so do the rows that are drawn again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [fields, place.app, place.form, saved, names, typed, faults],
  );
  const each = (range: Range, values: (row: Row) => Values) => {
    const changed = rows.slice(range.top, range.bottom + 1).map((row) => [row.id, { ...typed[row.id], ...values(row) }]);
    setTyped({ ...typed, ...Object.fromEntries(changed) });
  };
  const keysOf = ({ left, right }: Range) => fields.slice(left, right + 1).filter((field) => field.access === 'write').map(({ key }) => key);
  const acts = {
    clear: (range: Range) => each(range, () => Object.fromEntries(keysOf(range).map((key) => [key, null]))),
    fillDown: (range: Range) => {
      const source = rows[range.top === range.bottom ? range.top - 1 : range.top];
      if (source) each(range, () => Object.fromEntries(keysOf(range).map((key) => [key, source[key]])));
    },
    insert: () => may.create && insert(),
    remove: discard,
    shift: () => false,
    undo: () => cursor && forget(rows[cursor.row]?.id ?? ''),
    restore: (row: Row, key: string) => type(row, key, row[key]),
    paste: () => undefined,
    move: () => undefined,
  };
  const range = cursor && rangeOf(cursor);
  return (
    <div className={lines.frame}>
      {rows.length > 0 && (
        <Grid
          id={`related-${place.form}-${settings.by}`}
          rows={rows}
          columns={columns}
          readOnly={!may.change && !may.create}
          label={title}
          fault={(row, key) => faults[`${row.id}/${key}`]}
          acts={acts}
          words={{ number: t('lines.number'), total: t('lines.sum'), row: (number) => t('lines.line', { number }) }}
          cursor={cursor}
          onCursor={go}
        />
      )}
      <div className={lines.foot}>
        <output className={lines.count}>{total + fresh.length > 0 ? t('lines.count', { count: total + fresh.length }) : t('lines.related.none')}</output>
        <span className={lines.tools}>
          {onMore && (
            <Button size="small" variant="quiet" onClick={onMore}>
              {t('lines.related.more')}
            </Button>
          )}
          {range && (may.delete || fresh.length > 0) && (
            <span onPointerDown={(event) => event.preventDefault()} role="presentation">
              <Button size="small" variant="quiet" icon="trash" onClick={() => discard(range)} label={t('lines.removeRows')} />
            </span>
          )}
          {may.create && (
            <Button size="small" icon="plus" onClick={add}>
              {t('lines.add')}
            </Button>
          )}
        </span>
      </div>
    </div>
  );
}

/** The cursor where its row is now; none when the row is gone. */
function held(stood: { cursor: Cursor; id: string } | null, rows: Row[]): Cursor | null {
  const row = stood ? rows.findIndex(({ id }) => id === stood.id) : -1;
  return stood && row >= 0 ? { ...stood.cursor, row, toRow: stood.cursor.toRow + row - stood.cursor.row } : null;
}

function sentCell(fields: FieldInfo[], key: string, value: unknown): unknown {
  const field = fields.find((one) => one.key === key);
  const sent = field && knownFields.get(field.type)?.sent;
  return value === '' || value === undefined || value === null ? null : sent ? sent(value, field.settings) : value;
}

function column(field: FieldInfo, { app, form }: { app: string; form: string }, saved: RecordItem[], names: Readonly<Record<string, string | null>>, open: boolean, type: (row: Row, key: string, value: unknown) => void, name: (key: string, words: string | null) => void): GridColumn<Row> {
  const view = knownFields.get(field.type);
  const Input = view?.Input;
  const labels = new Map(saved.map((record) => [record.id, record.labels[field.key]]));
  const named = (row: Row) => names[`${row.id}/${field.key}`] ?? labels.get(row.id) ?? undefined;
  const empty = (value: unknown) => value === null || value === undefined || value === '';
  return {
    key: field.key,
    title: field.title,
    width: Math.max(96, (view?.width ?? 120) + 20),
    right: isRight(field),
    required: field.required,
    readOnly: !open || field.access !== 'write' || !Input || view?.wide === true,
    show: (row) => (empty(row[field.key]) ? null : <LineCell column={field} value={row[field.key]} label={named(row)} app={app} />),
    text: (row) => (empty(row[field.key]) ? '' : view?.text?.(row[field.key], field.settings, named(row)) || String(row[field.key])),
    edit: (row, id) =>
      Input && (
        <Input
          id={id}
          field={field}
          settings={field.settings}
          app={app}
          form={form}
          label={field.title}
          value={row[field.key] ?? null}
          valueLabel={named(row)}
          onLabel={(words: string | null) => name(`${row.id}/${field.key}`, words)}
          onChange={(value: unknown) => type(row, field.key, value)}
        />
      ),
  };
}
