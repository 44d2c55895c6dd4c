/** Lines on a desk: a grid filled like a spreadsheet. Typing costs one row; the form is told a moment later. */
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { readPasted, type PastedCells } from '../../../api/lines';
import type { InputProps } from '../../../lib/defineField';
import { useStore } from '../../../lib/useStore';
import { Button } from '../../../ui/Button/Button';
import { Grid } from '../../../ui/Grid/Grid';
import { readCells } from '../../../ui/Grid/clipboard';
import { at, rangeOf, type Cursor, type Range } from '../../../ui/Grid/cursor';
import { LineCell } from './LineCell';
import { gridColumn } from './gridColumn';
import { PasteRefused } from './PasteRefused';
import { usePaste } from './usePaste';
import { isBlank, isOpen, summed, type Line, type LineColumn, type LineSettings } from './model';
import { columnSum, lineWorker } from './working';
import { LineStore } from './store';
import styles from './lines.module.css';

interface Props extends InputProps<Line[] | null, LineSettings> {
  /** How pasted cells are read; as those of the form's own lines where nobody says. */
  read?: (columns: string[], cells: string[][]) => Promise<PastedCells>;
}

export function LineGrid({ id, value, onChange, onBlur, settings, field, label, labels, parts, around, readOnly, invalid, describedBy, app, form, read }: Props) {
  const { t } = useTranslation();
  const columns = useMemo(() => settings.columns ?? [], [settings.columns]);
  const [store] = useState(() => new LineStore(value, columns));
  const { rows, faults, labels: chosen } = useStore(store);
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const most = settings.max_lines ?? Infinity;
  const full = rows.length >= most;

  const work = useMemo(() => lineWorker(columns, around), [columns, around]);
  useEffect(() => store.serve(work, onChange), [store, work, onChange]);
  useEffect(() => store.follow(value), [store, value]);
  useEffect(() => {
    if (parts) store.refuse(parts, store.rows.filter((line) => !isBlank(line, columns)));
  }, [store, columns, parts]);
  useEffect(() => store.flush, [store]);

  const gridColumns = useMemo(
    () =>
      columns.map((column) =>
        gridColumn<Line>({
          field: column,
          readOnly: !isOpen(column),
          app,
          form,
          named: (line) => chosen[`${line.id}/${column.key}`] ?? labels?.[`${field.key}/${line.id}/${column.key}`] ?? undefined,
          onType: (line, typed) => store.type(line.id, column.key, typed),
          onLabel: (line, words) => store.name(line.id, column.key, words),
        }),
      ),
    [columns, field.key, store, labels, chosen, app, form],
  );
  const sums = summed(columns);
  const withTotals = sums.length === 0 ? gridColumns : gridColumns.map((one, place) => (sums.includes(columns[place] as LineColumn) ? { ...one, total: <Total column={columns[place] as LineColumn} rows={rows} /> } : one));
  const [fault, setFault] = useState<{ faults: typeof faults; of: (line: Line, key: string) => string | undefined }>(() => ({ faults, of: faultOf(faults) }));
  if (fault.faults !== faults) setFault({ faults, of: faultOf(faults) });

  const { pasting, paste, choose, close } = usePaste({
    columns,
    isOpen,
    take: async (open, cells, top) => {
      const names = open.map(({ key }) => key);
      const found = await (read ? read(names, cells) : readPasted(app, form, field.key, names, cells));
      if (found.problems.length > 0) return found.problems;
      const ids = store.fill(top, found.rows);
      store.named(Object.fromEntries(found.labels.flatMap((row, place) => Object.entries(row).map(([key, name]) => [`${ids[place]}/${key}`, String(name)]))));
      return [];
    },
    tooMany: (top, count) => (top + count > most ? t('pasting.tooMany', { most, room: most - top, count }) : null),
    onTaken: ({ top, left, bottom, right }) => setCursor({ row: top, column: left, toRow: bottom, toColumn: right, editing: false }),
  });
  const add = () => {
    store.insert(rows.length);
    setCursor(at(rows.length, columns.findIndex(isOpen)));
  };
  const acts = {
    clear: (range: Range) => store.clear(range),
    fillDown: (range: Range) => store.fillDown(range),
    insert: (place: number) => !full && store.insert(place),
    remove: (range: Range) => store.remove(range),
    shift: (range: Range, by: -1 | 1) => store.shift(range, by),
    undo: () => store.undo(),
    restore: (line: Line, key: string) => store.type(line.id, key, line[key]),
    paste,
    move: (range: Range, to: number) => store.move(range, to),
  };
  const sends = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) store.flush();
  };
  const left = () => {
    store.flush();
    onBlur?.();
  };
  const range = cursor && rangeOf(cursor);
  return (
    <div className={styles.frame} onKeyDownCapture={sends} onPasteCapture={rows.length === 0 && !readOnly ? (event) => paste(rangeOf(at(0, 0)), readCells(event.clipboardData.getData('text/plain'))) : undefined}>
      {rows.length > 0 && (
        <Grid
          id={id}
          rows={rows}
          columns={withTotals}
          readOnly={readOnly}
          label={label}
          describedBy={describedBy}
          invalid={invalid}
          fault={fault.of}
          acts={acts}
          words={{ number: t('lines.number'), total: t('lines.sum'), row: (number) => t('lines.line', { number }) }}
          cursor={cursor && cursor.row < rows.length ? cursor : null}
          onCursor={setCursor}
          onLeave={left}
        />
      )}
      <div className={styles.foot}>
        <output className={styles.count}>
          {rows.length ? t('lines.count', { count: rows.length }) : t(readOnly ? 'lines.none' : 'pasting.begin')}
          {pasting?.state === 'reading' && ` · ${t('pasting.reading')}`}
          {pasting?.state === 'failed' && <span className={styles.failed}> · {pasting.sentence ?? t('pasting.unreachable')}</span>}
        </output>
        {!readOnly && (
          <span className={styles.tools}>
            {range && (
              // A press must not take the focus from the cell.
              <span className={styles.tools} onPointerDown={(event) => event.preventDefault()} role="presentation">
                <Button size="small" variant="quiet" icon="plus" shortcut="Alt+Enter" disabled={full} onClick={() => acts.insert(range.bottom + 1)} label={t('pasting.insert')} />
                <Button size="small" variant="quiet" icon="up" shortcut="Alt+↑" onClick={() => store.shift(range, -1) && cursor && setCursor({ ...cursor, row: cursor.row - 1, toRow: cursor.toRow - 1 })} label={t('pasting.up')} />
                <Button size="small" variant="quiet" icon="down" shortcut="Alt+↓" onClick={() => store.shift(range, 1) && cursor && setCursor({ ...cursor, row: cursor.row + 1, toRow: cursor.toRow + 1 })} label={t('pasting.down')} />
                <Button size="small" variant="quiet" icon="copy" shortcut="Ctrl+D" onClick={() => store.fillDown(range)} label={t('pasting.fillDown')} />
                <Button size="small" variant="quiet" icon="trash" shortcut="Ctrl+Delete" onClick={() => store.remove(range)} label={t('pasting.removeRows')} />
              </span>
            )}
            <Button size="small" icon="plus" disabled={full} onClick={add}>
              {t('lines.add')}
            </Button>
          </span>
        )}
      </div>
      {pasting?.state === 'refused' && <PasteRefused refused={pasting} onChoose={(meant) => choose(pasting, meant)} onClose={close} />}
    </div>
  );
}

const faultOf = (faults: Readonly<Record<string, string>>) => (line: Line, key: string) => faults[`${line.id}/${key}`];

function Total({ column, rows }: { column: LineColumn; rows: readonly Line[] }) {
  return <LineCell column={column} value={columnSum(rows, column.key)} />;
}
