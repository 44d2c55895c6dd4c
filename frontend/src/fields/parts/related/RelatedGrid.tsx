/** The records that refer to one, in a grid: each row is a record of its own and saved when it is left. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import type { FieldInfo, Values } from '../../../api/types';
import { Button } from '../../../ui/Button/Button';
import { composing } from '../../../ui/control';
import { Grid } from '../../../ui/Grid/Grid';
import { readCells } from '../../../ui/Grid/clipboard';
import { at, rangeOf, type Cursor, type Range } from '../../../ui/Grid/cursor';
import { ErrorState, LoadingState, Skeleton } from '../../../ui/States/States';
import { gridColumn } from '../lines/gridColumn';
import { PasteRefused } from '../lines/PasteRefused';
import { usePaste } from '../lines/usePaste';
import lines from '../lines/lines.module.css';
import { DeleteRows } from './DeleteRows';
import { Note } from './Note';
import { isFillable, type RelatedSettings, type Row } from './rows';
import { useHold, type Hold } from './useHold';
import { useRelated, type Related } from './useRelated';

interface Props {
  settings: RelatedSettings;
  title: string;
  app: string;
  record: string;
  onHold?: Hold;
}

/** How near to the end of what is there the next page is fetched, in rows. */
const near = 100;

export function RelatedGrid({ settings, title, app, record, onHold }: Props) {
  const related = useRelated(settings, app, record, true);
  useHold(related, onHold);
  if (related.error) return <ErrorState error={related.error} onRetry={related.retry} />;
  if (!related.ready) {
    return (
      <LoadingState>
        <Skeleton rows={4} />
      </LoadingState>
    );
  }
  return <Filled related={related} id={`related-${related.place.form}-${settings.by}`} title={title} />;
}

function Filled({ related, id, title }: { related: Related; id: string; title: string }) {
  const { t } = useTranslation();
  const { rows, fields, may, place, saved, names, faults, onMore, save, type, name } = related;
  // Rows come and go while one types: the cursor holds on to its row, not to a place.
  const [stood, setStood] = useState<{ cursor: Cursor; id: string } | null>(null);
  const [asked, setAsked] = useState<Row[] | null>(null);
  const inserted = useRef('');
  const cursor = held(stood, rows);
  const open = may.change || may.create;

  const isNear = cursor !== null && cursor.row > rows.length - near;
  useEffect(() => {
    if (isNear) onMore?.();
  }, [isNear, onMore]);

  const standing = cursor ? rows[cursor.row] : undefined;
  const leave = useRef(() => undefined as void);
  useEffect(() => {
    leave.current = () => void save(standing);
  });
  // A page that is left while a row is being filled saves it.
  useEffect(() => () => leave.current(), []);

  const go = (next: Cursor | null) => {
    if (cursor && next?.row !== cursor.row) void save(standing);
    const row = next && (rows[next.row]?.id ?? inserted.current);
    setStood(next && row ? { cursor: next, id: row } : null);
  };
  const insert = () => {
    inserted.current = related.insert();
  };
  const add = () => {
    insert();
    go(at(rows.length, 0));
  };
  const discard = (some: Row[]) => {
    setAsked(null);
    setStood(null);
    void related.remove(some);
  };
  const remove = ({ top, bottom }: Range) => {
    const some = rows.slice(top, bottom + 1);
    if (some.some((row) => row.revision !== null && !may.delete)) return;
    if (some.filter((row) => row.revision !== null).length > 1) setAsked(some);
    else discard(some);
  };
  const isOpen = (field: FieldInfo) => open && isFillable(field);
  const keysOf = ({ left, right }: Range) => fields.slice(left, right + 1).filter(isOpen).map(({ key }) => key);
  const several = ({ top, bottom, ...rest }: Range, values: (row: Row) => Values) => {
    if (top < bottom) return void related.fill(rows.slice(top, bottom + 1), values);
    const row = rows[top];
    return row && Object.entries(values(row)).forEach(([key, value]) => keysOf({ top, bottom, ...rest }).includes(key) && type(row, key, value));
  };
  const { pasting, paste, choose, close } = usePaste({
    columns: fields,
    isOpen,
    take: related.paste,
    onTaken: () => setStood(null),
  });
  const acts = {
    clear: (range: Range) => several(range, () => Object.fromEntries(keysOf(range).map((key) => [key, null]))),
    fillDown: (range: Range) => {
      const from = range.top === range.bottom ? range.top - 1 : range.top;
      const source = rows[from];
      if (!source) return;
      const keys = keysOf(range);
      for (const row of rows.slice(from + 1, range.bottom + 1)) for (const key of keys) name(`${row.id}/${key}`, names[`${source.id}/${key}`] ?? labelOf(saved, source.id, key));
      several({ ...range, top: from + 1 }, () => Object.fromEntries(keys.map((key) => [key, source[key] ?? null])));
    },
    insert: () => may.create && insert(),
    remove,
    shift: () => false,
    // What was typed into the row goes first, then what was done to saved ones.
    undo: () => (standing && related.isUnsaved(standing) ? related.forget([standing.id]) : related.undo()),
    restore: (row: Row, key: string) => type(row, key, row[key]),
    paste,
    move: () => undefined,
  };
  const columns = useMemo(() => {
    const labels = new Map(saved.map((one) => [one.id, one.labels]));
    return fields.map((field) =>
      gridColumn<Row>({
        field,
        readOnly: !open || !isFillable(field),
        ...place,
        named: (row) => names[`${row.id}/${field.key}`] ?? labels.get(row.id)?.[field.key] ?? undefined,
        onType: (row, value) => type(row, field.key, value),
        onLabel: (row, words) => name(`${row.id}/${field.key}`, words),
      }),
    );
    // `type` and `name` do the same at every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [fields, place.app, place.form, saved, names, open]);
  const [fault, setFault] = useState(() => ({ faults, of: (row: Row, key: string) => faults[`${row.id}/${key}`] }));
  if (fault.faults !== faults) setFault({ faults, of: (row, key) => faults[`${row.id}/${key}`] });

  const keys = (event: KeyboardEvent) => {
    // The first time it saves the row, then the form around it.
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || composing(event) || !standing || !related.isUnsaved(standing)) return;
    event.preventDefault();
    event.stopPropagation();
    void save(standing);
  };
  const range = cursor && rangeOf(cursor);
  return (
    <div className={lines.frame} onKeyDownCapture={keys} onPasteCapture={rows.length === 0 && may.create ? (event) => paste(rangeOf(at(0, 0)), readCells(event.clipboardData.getData('text/plain'))) : undefined}>
      {rows.length > 0 && (
        <Grid
          id={id}
          rows={rows}
          columns={columns}
          readOnly={!open}
          label={title}
          fault={fault.of}
          acts={acts}
          words={{ number: t('lines.number'), total: t('lines.sum'), row: (number) => t('lines.line', { number }) }}
          cursor={cursor}
          onCursor={go}
          onLeave={() => void save(standing)}
        />
      )}
      <div className={lines.foot}>
        <output className={lines.count}>
          {related.total > 0 ? t('lines.count', { count: related.total }) : t(may.create ? 'pasting.beginRecords' : 'lines.related.none')}
          {pasting?.state === 'reading' && ` · ${t('pasting.saving')}`}
          {pasting?.state === 'failed' && <span className={lines.failed}> · {pasting.sentence ?? t('pasting.unreachable')}</span>}
          <Note related={related} />
        </output>
        <span className={lines.tools}>
          {onMore && related.rows.length > 0 && (
            <Button size="small" variant="quiet" onClick={onMore}>
              {t('lines.related.more')}
            </Button>
          )}
          {range && open && (
            // A press must not take the focus from the cell.
            <span className={lines.tools} onPointerDown={(event) => event.preventDefault()} role="presentation">
              <Button size="small" variant="quiet" icon="copy" shortcut="Ctrl+D" onClick={() => acts.fillDown(range)} label={t('pasting.fillDown')} />
              {(may.delete || standing?.revision === null) && <Button size="small" variant="quiet" icon="trash" shortcut="Ctrl+Delete" onClick={() => remove(range)} label={t('pasting.removeRows')} />}
            </span>
          )}
          {may.create && (
            <Button size="small" icon="plus" onClick={add}>
              {t('lines.add')}
            </Button>
          )}
        </span>
      </div>
      {pasting?.state === 'refused' && <PasteRefused refused={pasting} onChoose={(chosen) => choose(pasting, chosen)} onClose={close} />}
      {asked && <DeleteRows count={asked.length} title={related.title} onDelete={() => discard(asked)} onClose={() => setAsked(null)} />}
    </div>
  );
}

/** The cursor where its row is now; none when the row is gone. */
function held(stood: { cursor: Cursor; id: string } | null, rows: Row[]): Cursor | null {
  const row = stood ? rows.findIndex(({ id }) => id === stood.id) : -1;
  return stood && row >= 0 ? { ...stood.cursor, row, toRow: Math.max(0, Math.min(rows.length - 1, stood.cursor.toRow + row - stood.cursor.row)) } : null;
}

const labelOf = (saved: Related['saved'], id: string, key: string) => saved.find((one) => one.id === id)?.labels[key] ?? null;
