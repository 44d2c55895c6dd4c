/** The rows: virtual, first column frozen, moved through by keyboard; the chosen one opens in the drawer. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { FormInfo, RecordItem } from '../../api/types';
import { Value } from '../../apps/Value';
import { fieldView } from '../../lib/fields';
import { Checkbox } from '../../ui/Checkbox/Checkbox';
import { Icon } from '../../ui/Icon/Icon';
import { classes } from '../../ui/classes';
import type { Column } from './columns';
import type { Selection } from './selection';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  columns: Column[];
  rows: RecordItem[];
  total: number;
  sort: string;
  onSort: (sort: string | null) => void;
  dense: boolean;
  hit: string;
  open: string | null;
  onOpen: (id: string | null) => void;
  more: boolean;
  onMore: () => void;
  fetching: boolean;
  /** Absent where nothing can be done to several rows. */
  selection?: Selection;
}

export function Grid({ app, form, columns, rows, total, sort, onSort, dense, hit, open, onOpen, more, onMore, fetching, selection }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scroll = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const height = dense ? 28 : 36;
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => height, overscan: 12 });
  useEffect(() => virtual.measure(), [height, virtual]);
  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && !fetching && last >= rows.length - 15) onMore();
  }, [more, fetching, last, rows.length, onMore]);

  const ids = rows.map((one) => one.id);
  const goTo = (row: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, row));
    setAt(next);
    virtual.scrollToIndex(next);
    // The row may be drawn only after the scroll.
    requestAnimationFrame(() => scroll.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus());
    if (open) onOpen(rows[next]?.id ?? null);
  };
  const keys = (event: KeyboardEvent, row: number, id: string) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const acts: Record<string, () => void> = {
      ArrowDown: () => goTo(row + 1),
      ArrowUp: () => goTo(row - 1),
      Home: () => goTo(0),
      End: () => goTo(rows.length - 1),
      PageDown: () => goTo(row + 15),
      PageUp: () => goTo(row - 15),
      Enter: () => onOpen(id),
      ' ': () => onOpen(open === id ? null : id),
      Escape: () => onOpen(null),
      o: () => void navigate(`/apps/${app}/${form.key}/${id}`),
      ...(form.may.change ? { e: () => void navigate(`/apps/${app}/${form.key}/${id}/edit`) } : {}),
    };
    if (selection && event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const next = Math.max(0, Math.min(rows.length - 1, row + (event.key === 'ArrowDown' ? 1 : -1)));
      acts[event.key] = () => {
        selection.reach(ids, rows[next]?.id ?? id, id);
        goTo(next);
      };
    }
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const template = `var(--number-width) ${columns.map(({ width }, place) => (place === columns.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`)).join(' ')}`;
  const width = columns.reduce((sum, column) => sum + column.width, 44);
  return (
    <div ref={scroll} className={styles.scroll}>
      <div role="grid" aria-label={form.title} aria-rowcount={total + 1} aria-colcount={columns.length + 1} style={{ minWidth: width }}>
        <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: template }}>
          <div role="columnheader" className={styles.number}>
            <span className="visually-hidden">{t('table.number')}</span>
          </div>
          {columns.map((column, place) => (
            <Header key={column.field.key} column={column} frozen={place === 0} sort={sort} onSort={onSort} />
          ))}
        </div>
        <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {visible.map((item) => {
            const record = rows[item.index];
            if (!record) return null;
            return (
              <div
                key={record.id}
                role="row"
                data-row={item.index}
                aria-rowindex={item.index + 2}
                aria-selected={record.id === open || Boolean(selection?.whole || selection?.ids.has(record.id))}
                tabIndex={item.index === Math.min(at, rows.length - 1) ? 0 : -1}
                className={classes(styles.row, record.id === open && styles.open)}
                style={{ gridTemplateColumns: template, height, transform: `translateY(${item.start}px)` }}
                onFocus={() => setAt(item.index)}
                onClick={(event) => {
                  // A press on the box chooses the row, any other opens it.
                  if (!(event.target as HTMLElement).closest('label')) onOpen(record.id);
                }}
                onKeyDown={(event) => keys(event, item.index, record.id)}
              >
                {selection ? <Tick row={item.index} id={record.id} ids={ids} selection={selection} /> : <div role="gridcell" className={styles.number}>{item.index + 1}</div>}
                {columns.map(({ field, align }, place) => (
                  <div key={field.key} role="gridcell" className={classes(styles.cell, align === 'right' && styles.right, place === 0 && styles.frozen)}>
                    <Value field={field} record={record} app={app} hit={hit} />
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The row's number; where the pointer is, or once a row is chosen, the box that chooses it. Shift reaches from the last. */
function Tick({ row, id, ids, selection }: { row: number; id: string; ids: string[]; selection: Selection }) {
  const { t } = useTranslation();
  const reach = useRef(false);
  const chosen = selection.whole || selection.ids.has(id);
  return (
    <div role="gridcell" className={classes(styles.number, styles.tick, (selection.whole || selection.ids.size > 0) && styles.ticking)}>
      <span aria-hidden="true">{row + 1}</span>
      <span
        className={styles.ticked}
        onClickCapture={(event) => {
          reach.current = event.shiftKey;
        }}
      >
        <Checkbox label={t('bulk.choose', { row: row + 1 })} checked={chosen} onChange={() => (reach.current ? selection.reach(ids, id) : selection.toggle(id))} />
      </span>
    </div>
  );
}

function Header({ column: { field, align }, frozen, sort, onSort }: { column: Column; frozen: boolean; sort: string; onSort: (sort: string | null) => void }) {
  const { t, i18n } = useTranslation();
  const view = fieldView(field.type);
  const unit = view?.headerUnit?.(field.settings, i18n.language);
  const direction = sort === field.key ? 'ascending' : sort === `-${field.key}` ? 'descending' : 'none';
  const words = (
    <>
      {view && align === 'left' && <Icon name={view.icon} size={13} />}
      <span className={styles.title}>
        {field.title}
        {unit && `(${unit})`}
      </span>
      {direction !== 'none' && <Icon name={direction === 'ascending' ? 'up' : 'down'} size={12} />}
    </>
  );
  const next = { none: field.key, ascending: `-${field.key}`, descending: null }[direction];
  return (
    <div role="columnheader" aria-sort={field.sortable ? direction : undefined} className={classes(styles.cell, align === 'right' && styles.right, frozen && styles.frozen)}>
      {field.sortable ? (
        <button type="button" className={styles.sorter} title={t('table.sortBy', { field: field.title })} onClick={() => onSort(next)}>
          {words}
        </button>
      ) : (
        <span className={styles.sorter}>{words}</span>
      )}
    </div>
  );
}
