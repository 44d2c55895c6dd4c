/** A column's head: sorts by a press (with Shift as a further step), moves by drag or Alt with arrows, its edge sets the
 * width, and a menu has all that can be done with the column. */
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { fieldView } from '../../lib/fields';
import { Icon } from '../../ui/Icon/Icon';
import { Menu, type MenuItem } from '../../ui/Menu/Menu';
import { classes } from '../../ui/classes';
import type { Placed } from './columns';
import styles from './table.module.css';

export interface ColumnActs {
  sort: (key: string, direction: 'up' | 'down' | null, further: boolean) => void;
  move: (key: string, to: number) => void;
  widen: (key: string, width: number | null) => void;
  menu: (column: Placed) => MenuItem[];
}

interface Props {
  column: Placed;
  gap: number;
  sort: string[];
  acts: ColumnActs;
  /** Where each column's left edge is, to find the one a dragged head is over. */
  placeAt: (x: number) => number;
}

const widthStep_px = 16;

export function HeaderCell({ column, gap, sort, acts, placeAt }: Props) {
  const { t, i18n } = useTranslation();
  const { field, align, frozen, width, place } = column;
  const view = fieldView(field.type);
  const unit = view?.headerUnit?.(field.settings, i18n.language);
  const step = sort.findIndex((one) => one.replace(/^-/, '') === field.key);
  const direction = step < 0 ? 'none' : sort[step] === field.key ? 'ascending' : 'descending';
  const next = ({ none: 'up', ascending: 'down', descending: null } as const)[direction];
  const [pulled, setPulled] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const from = useRef<{ x: number; width: number } | null>(null);
  const moved = useRef(false);

  const keys = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) acts.widen(field.key, width + by * widthStep_px);
    else acts.move(field.key, place + by);
  };
  const pull = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX, width };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => from.current && setPulled(from.current.width + event.clientX - from.current.x),
    onPointerUp: () => {
      if (pulled !== null) acts.widen(field.key, pulled);
      from.current = null;
      setPulled(null);
    },
    onDoubleClick: () => acts.widen(field.key, null),
  };
  const drag = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || (event.target as HTMLElement).closest('[data-menu]')) return;
      from.current = { x: event.clientX, width };
      moved.current = false;
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!from.current || (Math.abs(event.clientX - from.current.x) < 6 && !moved.current)) return;
      if (!moved.current) event.currentTarget.setPointerCapture(event.pointerId);
      moved.current = true;
      setOver(placeAt(event.clientX));
    },
    onPointerUp: () => {
      if (moved.current && over !== null && over !== place) acts.move(field.key, over);
      from.current = null;
      setOver(null);
    },
  };
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      aria-colindex={place + 2}
      aria-sort={field.sortable ? direction : undefined}
      className={classes(styles.cell, styles.title, align === 'right' && styles.right, frozen && styles.frozen, over !== null && styles.dragged)}
      style={{ width: pulled ?? width, marginLeft: gap || undefined, left: frozen ? column.left : undefined }}
      onKeyDown={keys}
      {...drag}
    >
      <button
        type="button"
        className={styles.sorter}
        title={field.sortable ? t('table.sortBy', { field: field.title }) : field.title}
        onClick={(event) => {
          if (!moved.current && field.sortable) acts.sort(field.key, next, event.shiftKey);
          moved.current = false;
        }}
      >
        {view && align === 'left' && <Icon name={view.icon} size={13} />}
        <span className={styles.words}>
          {field.title}
          {unit && `(${unit})`}
        </span>
        {column.closed === 'computed' && <span className={styles.fx}>fx</span>}
        {direction !== 'none' && <Icon name={direction === 'ascending' ? 'up' : 'down'} size={12} />}
        {direction !== 'none' && sort.length > 1 && <span className={styles.step}>{step + 1}</span>}
      </button>
      <span data-menu="" className={styles.headMenu}>
        <Menu
          label={t('cells.columnMenu', { field: field.title })}
          items={acts.menu(column)}
          align={align === 'right' ? 'end' : 'start'}
          trigger={(button) => (
            <button type="button" className={styles.menuButton} aria-label={t('cells.columnMenu', { field: field.title })} {...button}>
              <Icon name="down" size={12} />
            </button>
          )}
        />
      </span>
      <span className={styles.edge} aria-hidden="true" {...pull} />
    </div>
  );
}
