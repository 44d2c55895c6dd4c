/** A grid filled like a spreadsheet: virtual rows, one active cell that holds its input, a selection, totals below. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, memo, useLayoutEffect, useRef, useState, type ClipboardEvent, type FocusEvent, type MouseEvent, type PointerEvent, type ReactNode } from 'react';
import { classes } from '../classes';
import { readCells, writeCells } from './clipboard';
import { at, isSingle, rangeOf, type Cursor, type Range } from './cursor';
import { gridKeys, type GridActs } from './useGridKeys';
import styles from './Grid.module.css';

export interface GridColumn<Row> {
  key: string;
  title: ReactNode;
  width: number;
  right?: boolean;
  required?: boolean;
  readOnly?: boolean;
  show: (row: Row) => ReactNode;
  /** The input of the active cell. */
  edit: (row: Row, id: string) => ReactNode;
  /** What goes to the clipboard. */
  text: (row: Row) => string;
  total?: ReactNode;
}

export interface GridProps<Row extends { id: string }> {
  id: string;
  rows: readonly Row[];
  columns: GridColumn<Row>[];
  readOnly?: boolean;
  label: string;
  describedBy?: string;
  invalid?: boolean;
  /** A sentence for a cell that is wrong. */
  fault: (row: Row, key: string) => string | undefined;
  acts: Omit<GridActs, 'revert'> & { restore: (row: Row, key: string) => void; paste: (place: Range, cells: string[][]) => void; move: (from: Range, to: number) => void };
  /** Words for row numbers and the total. */
  words: { number: string; total: string; row: (number: number) => string };
  cursor: Cursor | null;
  onCursor: (cursor: Cursor | null) => void;
  onLeave?: () => void;
}

const rowHeight_px = 36;
const mostHeight_px = 540;
const numberWidth_px = 48;

export function Grid<Row extends { id: string }>({ id, rows, columns, readOnly = false, label, describedBy, invalid, fault, acts, words, cursor, onCursor, onLeave }: GridProps<Row>) {
  const scroll = useRef<HTMLDivElement>(null);
  const entered = useRef<Row | null>(null);
  const entering = useRef(false);
  // An input that is given its old value back is made anew: it may hold what was typed.
  const [round, setRound] = useState(0);
  const [dragged, setDragged] = useState<{ from: Range; to: number } | null>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => rowHeight_px, overscan: 8, initialRect: { width: 800, height: mostHeight_px } });
  const range = cursor && rangeOf(cursor);
  const { row, column, editing } = cursor ?? { row: -1, column: -1, editing: false };

  // A row that is out of sight has no input to focus until it is scrolled to.
  const drawn = virtual.getVirtualItems().some(({ index }) => index === row);
  const scrollTo = virtual.scrollToIndex;
  useLayoutEffect(() => {
    if (row >= 0 && !drawn) scrollTo(row);
  }, [row, drawn, scrollTo]);

  const move = (next: Cursor) => {
    if (next.row !== cursor?.row || next.column !== cursor.column) entered.current = null;
    virtual.scrollToIndex(next.toRow);
    onCursor(next);
  };
  const keys = gridKeys({
    cursor,
    rows: rows.length,
    columns: columns.length,
    readOnly,
    move,
    acts: {
      ...acts,
      revert: () => {
        const key = columns[column]?.key;
        if (entered.current && key) acts.restore(entered.current, key);
        setRound(round + 1);
      },
    },
  });

  useLayoutEffect(() => {
    if (row < 0) return;
    const cell = scroll.current?.querySelector<HTMLElement>('[data-active]');
    if (!cell) return;
    cell.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
    const input = cell.querySelector<HTMLInputElement>('input, select, textarea');
    if (!cell.contains(document.activeElement) || document.activeElement === cell) (input ?? cell.querySelector('button') ?? cell).focus({ preventScroll: true });
    if (input && 'select' in input && !editing) input.select();
    if (input && editing && typeof input.setSelectionRange === 'function' && input.type === 'text') input.setSelectionRange(input.value.length, input.value.length);
  }, [row, column, editing, round, drawn]);

  const typed = () => {
    if (!cursor || cursor.editing) return;
    entered.current = rows[cursor.row] ?? null;
    // The caret stays where typing put it: only the state tells of the edit.
    onCursor({ ...cursor, toRow: cursor.row, toColumn: cursor.column, editing: true });
  };
  const copy = (event: ClipboardEvent) => {
    if (!range || (cursor.editing && isSingle(range))) return;
    event.preventDefault();
    const cells = rows.slice(range.top, range.bottom + 1).map((one) => columns.slice(range.left, range.right + 1).map((each) => each.text(one)));
    event.clipboardData.setData('text/plain', writeCells(cells));
    if (event.type === 'cut' && !readOnly) acts.clear(range);
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!range || readOnly || !text || (cursor.editing && !/[\t\n]/.test(text))) return;
    event.preventDefault();
    acts.paste(range, readCells(text));
  };
  const choose = (event: PointerEvent, place: number, target: number) => {
    if (event.button !== 0) return;
    if (target < 0) move({ row: place, column: 0, toRow: place, toColumn: columns.length - 1, editing: false });
    else if (event.shiftKey && cursor) move({ ...cursor, toRow: place, toColumn: target, editing: false });
    else if (place !== row || target !== column || (range && !isSingle(range))) {
      move(at(place, target));
      entering.current = true;
    }
  };
  /** The press that enters a cell leaves its whole text selected, so that typing takes its place; a second one puts the caret. */
  const press = (event: MouseEvent) => {
    if (entering.current) event.preventDefault();
    entering.current = false;
  };
  /** Row numbers are handles: dragging one moves the selected rows. */
  const drag = (event: PointerEvent<HTMLElement>, place: number) => {
    if (readOnly || event.button !== 0) return;
    const whole = range && range.left === 0 && range.right === columns.length - 1 && place >= range.top && place <= range.bottom;
    const from = whole ? range : { top: place, bottom: place, left: 0, right: columns.length - 1 };
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragged({ from, to: place });
  };
  const dragging = (event: PointerEvent<HTMLElement>) => {
    const frame = scroll.current;
    if (!dragged || !frame) return;
    const y = event.clientY - frame.getBoundingClientRect().top + frame.scrollTop - rowHeight_px;
    const to = Math.max(0, Math.min(rows.length, Math.round(y / rowHeight_px)));
    if (to !== dragged.to) setDragged({ ...dragged, to });
  };
  const drop = () => {
    if (dragged && (dragged.to < dragged.from.top || dragged.to > dragged.from.bottom + 1)) acts.move(dragged.from, dragged.to);
    setDragged(null);
  };
  const blur = (event: FocusEvent) => {
    if (scroll.current?.contains(event.relatedTarget)) return;
    onLeave?.();
    // A window that loses the focus keeps its place in the grid.
    if (event.relatedTarget) onCursor(null);
  };
  const template = `${numberWidth_px}px ${columns.map(({ width }) => `${width}px`).join(' ')}`;
  const totals = columns.some(({ total }) => total !== undefined);

  return (
    <div
      ref={scroll}
      id={id}
      className={classes(styles.grid, invalid && styles.invalid)}
      style={{ '--grid-columns': template } as React.CSSProperties}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-describedby={describedBy}
      aria-multiselectable="true"
      // While a cell is active Shift+Tab must not land on the grid itself.
      tabIndex={cursor ? -1 : 0}
      onFocus={(event) => event.target === event.currentTarget && !cursor && rows.length > 0 && onCursor(at(0, 0))}
      onBlur={blur}
      onKeyDownCapture={keys}
      onInput={typed}
      onDoubleClick={() => cursor && !readOnly && onCursor({ ...cursor, editing: true })}
      onCopyCapture={copy}
      onCutCapture={copy}
      onPasteCapture={paste}
    >
      <div className={classes(styles.row, styles.head)} role="row" aria-rowindex={1}>
        <span className={styles.number} role="columnheader">
          {words.number}
        </span>
        {columns.map((each) => (
          <span key={each.key} role="columnheader" className={classes(styles.title, each.right && styles.right)}>
            {each.title}
            {each.required && <i className={styles.required}>*</i>}
          </span>
        ))}
      </div>
      <div className={styles.body} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = rows[index];
          return (
            line && (
              <Row
                key={line.id}
                id={id}
                row={line}
                place={index}
                start={start}
                columns={columns}
                active={index === row ? column : -1}
                round={index === row ? round : 0}
                left={range && index >= range.top && index <= range.bottom && !isSingle(range) ? range.left : -1}
                right={range && index >= range.top && index <= range.bottom && !isSingle(range) ? range.right : -1}
                readOnly={readOnly}
                fault={fault}
                name={words.row}
                onChoose={choose}
                onPress={press}
                onDrag={drag}
                onDragging={dragging}
                onDrop={drop}
              />
            )
          );
        })}
        {dragged && <div className={styles.drop} style={{ top: dragged.to * rowHeight_px }} />}
      </div>
      {totals && (
        <div className={classes(styles.row, styles.totals)} role="row">
          <span className={styles.number} role="rowheader">
            {words.total}
          </span>
          {columns.map((each) => (
            <span key={each.key} role="gridcell" className={classes(styles.total, each.right && styles.right)}>
              {each.total}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

interface RowProps<One> {
  id: string;
  row: One;
  place: number;
  start: number;
  columns: GridColumn<One>[];
  active: number;
  round: number;
  left: number;
  right: number;
  readOnly: boolean;
  fault: (row: One, key: string) => string | undefined;
  name: (number: number) => string;
  onChoose: (event: PointerEvent, place: number, column: number) => void;
  onPress: (event: MouseEvent) => void;
  onDrag: (event: PointerEvent<HTMLElement>, place: number) => void;
  onDragging: (event: PointerEvent<HTMLElement>) => void;
  onDrop: () => void;
}

function PlainRow<One extends { id: string }>({ id, row, place, start, columns, active, round, left, right, readOnly, fault, name, onChoose, onPress, onDrag, onDragging, onDrop }: RowProps<One>) {
  return (
    <div className={styles.row} role="row" aria-rowindex={place + 2} style={{ transform: `translateY(${start}px)` }}>
      <span
        className={classes(styles.number, left === 0 && right === columns.length - 1 && styles.chosen)}
        role="rowheader"
        aria-label={name(place + 1)}
        onPointerDown={(event) => {
          onChoose(event, place, -1);
          onDrag(event, place);
        }}
        onPointerMove={onDragging}
        onPointerUp={onDrop}
      >
        {place + 1}
      </span>
      {columns.map((column, number) => {
        const wrong = fault(row, column.key);
        const isActive = number === active;
        return (
          <div
            key={column.key}
            data-cell=""
            data-active={isActive || undefined}
            role="gridcell"
            aria-colindex={number + 2}
            aria-selected={isActive || (number >= left && number <= right)}
            aria-invalid={wrong !== undefined || undefined}
            title={wrong}
            tabIndex={-1}
            className={classes(styles.cell, styles.filled, column.right && styles.right, column.readOnly && styles.fixed, number >= left && number <= right && styles.chosen, isActive && styles.active, wrong !== undefined && styles.wrong)}
            onPointerDown={(event) => onChoose(event, place, number)}
            onMouseDown={onPress}
          >
            {isActive && !readOnly && !column.readOnly ? <Fragment key={round}>{column.edit(row, `${id}-cell`)}</Fragment> : <span className={styles.shown}>{column.show(row)}</span>}
            {isActive && wrong !== undefined && (
              <span className={styles.reason} role="alert">
                {wrong}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** The functions are made anew at every render and do the same; a row is drawn again only when what it shows changes. */
const Row = memo(PlainRow, (one, next) => one.row === next.row && one.place === next.place && one.start === next.start && one.columns === next.columns && one.active === next.active && one.round === next.round && one.left === next.left && one.right === next.right && one.readOnly === next.readOnly && one.fault === next.fault) as typeof PlainRow;
