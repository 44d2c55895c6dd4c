/** One row of the table. It is drawn again only when what it shows changes: thousands pass by while one scrolls. */
import { memo, useRef, type Ref } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { RecordItem } from '../../api/types';
import { FieldValue } from '../../form/FieldValue';
import { Checkbox } from '../../ui/Checkbox/Checkbox';
import { Icon } from '../../ui/Icon/Icon';
import { classes } from '../../ui/classes';
import { CellEditor, type EditorHandle } from './CellEditor';
import type { ColorRule } from './state';
import type { Placed } from './columns';
import { cellOf, type Written } from './useCells';
import sheet from '../../ui/Grid/Grid.module.css';
import styles from './table.module.css';

export interface RowProps {
  app: string;
  form: string;
  row: number;
  start: number;
  height: number;
  record: RecordItem;
  number: number;
  columns: readonly Placed[];
  /** Room that the columns out of sight leave before those in sight. */
  before: number;
  /** The active column; null in another row, -1 for the row as a whole. */
  active: number | null;
  editing: boolean;
  /** Made anew where an editor gets back its old value. */
  round: number;
  left: number;
  right: number;
  /** The column at whose corner the block is filled down. */
  corner: number | null;
  written: Readonly<Record<string, Written>>;
  wrong: string | null;
  chosen: boolean;
  choosing: boolean;
  open: boolean;
  hit: string;
  color: ColorRule | undefined;
  /** Why it is on hold; absent for one that is not. */
  held: string | undefined;
  selectable: boolean;
  handle: Ref<EditorHandle>;
  onChosen: () => void;
  onTick: (row: number, reach: boolean) => void;
}

const nothing: Readonly<Record<string, Written>> = {};
export const writtenIn = (written: Readonly<Record<string, Written>>, id: string) => {
  const own = Object.entries(written).filter(([cell]) => cell.startsWith(`${id}/`));
  return own.length > 0 ? Object.fromEntries(own) : nothing;
};

function PlainRow({ app, form, row, start, height, record, number, columns, before, active, editing, round, left, right, corner, written, wrong, chosen, choosing, open, hit, color, held, selectable, handle, onChosen, onTick }: RowProps) {
  const { t } = useTranslation();
  const ground = color ? { '--row-ground': `color-mix(in srgb, var(--lw-hue-bg-${color.hue}) 55%, var(--lw-bg-container))`, '--row-mark': `var(--lw-hue-ink-${color.hue})` } : undefined;
  return (
    <div
      role="row"
      data-row={row}
      aria-rowindex={row + 2}
      aria-selected={open || chosen}
      tabIndex={active === -1 ? 0 : -1}
      className={classes(styles.row, open && styles.open, color && styles.colored)}
      style={{ height, transform: `translateY(${start}px)`, ...ground } as React.CSSProperties}
    >
      <div role="gridcell" aria-colindex={1} data-number="" title={color?.title} className={classes(styles.number, selectable && styles.tick, choosing && styles.ticking)}>
        <span aria-hidden="true">{number}</span>
        {color && <span className="visually-hidden">{color.title}</span>}
        {selectable && <RowTick row={row} number={number} chosen={chosen} onTick={onTick} />}
      </div>
      {columns.map((column, place) => {
        const { field, align, width, frozen } = column;
        const own = written[cellOf(record.id, field.key)];
        const value = own ? own.value : record.values[field.key];
        const label = (own ? own.label : record.labels[field.key]) ?? undefined;
        const isActive = active === column.place;
        const isChosen = column.place >= left && column.place <= right;
        const shown = <FieldValue field={field} value={value} label={label} labels={record.labels} app={app} form={form} record={record.id} hit={hit} line />;
        // Columns out of sight leave their room before the first in sight.
        const gap = !frozen && before > 0 && (place === 0 || columns[place - 1]?.frozen) ? before : 0;
        return (
          <div
            key={field.key}
            role="gridcell"
            data-cell=""
            data-column={column.place}
            data-active={isActive || undefined}
            aria-colindex={column.place + 2}
            aria-selected={isChosen || isActive}
            aria-invalid={wrong === field.key || undefined}
            tabIndex={isActive ? 0 : -1}
            className={classes(styles.cell, sheet.filled, align === 'right' && styles.right, frozen && styles.frozen, column.place === 0 && styles.name, isChosen && styles.chosen, isActive && styles.active, isActive && editing && styles.editing, wrong === field.key && styles.wrong)}
            style={{ width, marginLeft: gap || undefined, left: frozen ? column.left : undefined }}
          >
            {isActive && !column.closed && (
              <span key={round} className={classes(styles.editor, !editing && styles.unseen)}>
                <CellEditor app={app} form={form} column={column} record={record} value={value} label={label} handle={handle} onChosen={onChosen} />
              </span>
            )}
            {!(isActive && editing) && <span className={styles.shown}>{own && own.label === undefined && record.labels[field.key] && value ? '…' : shown}</span>}
            {column.place === 0 && held !== undefined && (
              <span className={styles.held} title={t('holds.mark', { reason: held })}>
                <Icon name="lock" size={12} />
                <span className="visually-hidden">{t('holds.mark', { reason: held })}</span>
              </span>
            )}
            {column.place === 0 && (
              <button type="button" tabIndex={-1} data-menu="" className={styles.more} aria-label={t('common.more')}>
                <Icon name="more" size={14} />
              </button>
            )}
            {column.place === corner && <span className={styles.fill} data-fill="" aria-hidden="true" />}
          </div>
        );
      })}
    </div>
  );
}

/** The box that chooses the row, where the pointer is or once a row is chosen. Shift reaches from the last. */
function RowTick({ row, number, chosen, onTick }: { row: number; number: number; chosen: boolean; onTick: (row: number, reach: boolean) => void }) {
  const { t } = useTranslation();
  const reach = useRef(false);
  return (
    <span
      className={styles.ticked}
      onClickCapture={(event) => {
        reach.current = event.shiftKey;
      }}
    >
      <Checkbox label={t('bulk.choose', { row: number })} checked={chosen} onChange={() => onTick(row, reach.current)} />
    </span>
  );
}

export const GridRow = memo(PlainRow);
