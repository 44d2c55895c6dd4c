/** The rows: virtual both ways, the first columns stay, cells are written in place and chosen in blocks. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState, type ClipboardEvent, type FocusEvent, type MouseEvent, type PointerEvent } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useNavigate } from 'react-router';
import { useHeldRecords } from '../../api/holds';
import type { FormInfo } from '../../api/types';
import { at, rangeOf, type Cursor, type Range } from '../../ui/Grid/cursor';
import type { EditorHandle } from './CellEditor';
import { CellNoteBox } from './CellNoteBox';
import { placed, type Column } from './columns';
import { GridRow, writtenIn } from './GridRow';
import { AwayRow, GroupRow, MoreRow, RestRow } from './GroupRow';
import { HeaderCell, type ColumnActs } from './HeaderCell';
import { blockRows, type Rows } from './items';
import { rowColumn, tableKeys } from './keys';
import type { Selection } from './selection';
import type { ColorRule, TableState } from './state';
import type { useBlock } from './useBlock';
import type { Cells } from './useCells';
import { useTall } from './useTall';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  columns: Column[];
  items: Rows;
  state: TableState;
  columnActs: ColumnActs;
  hit: string;
  open: string | null;
  onOpen: (id: string | null) => void;
  /** Absent where nothing can be done to several rows. */
  selection?: Selection;
  cells: Cells;
  block: ReturnType<typeof useBlock>;
  cursor: Cursor | null;
  onCursor: (cursor: Cursor | null) => void;
  colors: ReadonlyMap<string, ColorRule>;
  onFold: (path: string, open: boolean | null) => void;
  onMenu: (row: number, place: { x: number; y: number }) => void;
  /** Said when a cell does not open. */
  onClosed: (column: Column) => void;
  /** Which hundreds of rows are in sight. */
  onSeen: (from: number, to: number) => void;
}

const numberWidth_px = 52;
const phoneNumberWidth_px = 0;
const digit_px = 8;
const head_px = 34;
/** How many rows beyond those in sight are asked for: two screens of tight rows. */
const ahead = 80;
/** Who drags the bar over hundreds of thousands of rows wants those where he stops. */
const stopping_ms = 120;

export function Grid({ app, form, columns, items, state, columnActs, hit, open, onOpen, selection, cells, block, cursor, onCursor, colors, onFold, onMenu, onClosed, onSeen }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const held = useHeldRecords(app, form.key);
  const scroll = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorHandle>(null);
  const [round, setRound] = useState(0);
  const dragging = useRef<'cells' | Range | null>(null);
  const wanted = useRef(false);
  const { height, frozen, sort } = state;
  const narrow = globalThis.matchMedia?.('(max-width: 767px)').matches ?? false;
  const numberWidth = narrow ? phoneNumberWidth_px : Math.max(numberWidth_px, 20 + digit_px * String(items.length).length);

  const tall = useTall(scroll, items.length, height, head_px);
  const [room, setRoom] = useState(0);
  const all = useMemo(() => placed(columns, narrow ? 1 : frozen, room, numberWidth), [columns, frozen, room, narrow, numberWidth]);
  const across = useVirtualizer({ horizontal: true, count: all.length, getScrollElement: () => scroll.current, estimateSize: (place) => all[place]?.width ?? 0, paddingStart: numberWidth, overscan: 2, initialRect: { width: 1000, height: 600 } });
  const wide = across.scrollRect?.width ?? 0;
  if (wide !== room) setRoom(wide);
  useEffect(() => across.measure(), [all, across]);
  const window = across.getVirtualItems();
  const [first, last] = [window[0]?.index ?? 0, window.at(-1)?.index ?? -1];
  const shown = useMemo(() => all.filter(({ place, frozen: stays }) => stays || (place >= first && place <= last)), [all, first, last]);
  const stays = all.filter((column) => column.frozen).reduce((sum, { width }) => sum + width, numberWidth);
  const before = Math.max(0, (shown.find((column) => !column.frozen)?.left ?? stays) - stays);
  const width = all.reduce((sum, column) => sum + column.width, numberWidth);

  const rows = Array.from({ length: Math.max(0, tall.last - tall.first + 1) }, (_, place) => tall.first + place);
  const [fromBlock, toBlock] = [Math.floor(Math.max(0, tall.first - ahead) / blockRows), Math.floor((tall.last + ahead) / blockRows)];
  const seen = useEffectEvent(onSeen);
  const lastSeen = useRef(0);
  useEffect(() => {
    const jumped = Math.abs(fromBlock - lastSeen.current) > 1;
    const timer = setTimeout(() => {
      lastSeen.current = fromBlock;
      seen(fromBlock, toBlock);
    }, jumped ? stopping_ms : 0);
    return () => clearTimeout(timer);
  }, [fromBlock, toBlock]);

  const recordAt = (row: number) => {
    const item = items.at(row);
    return item?.kind === 'record' ? item.record : null;
  };
  const ids = useMemo(() => items.here.flatMap((item) => (item.kind === 'record' ? item.record.id : [])), [items]);
  const range = cursor && cursor.column !== rowColumn ? rangeOf(cursor) : null;
  const single = !range || (range.top === range.bottom && range.left === range.right);

  /** Saves what stands in the open editor; then the cursor goes on. */
  const leave = (next: Cursor | null) => {
    const typed = cursor?.editing ? editor.current?.typed() : null;
    const record = cursor && recordAt(cursor.row);
    const column = cursor && all[cursor.column];
    if (typed && record && column) cells.save(record, column.field.key, typed.value, typed.label);
    go(next ?? (cursor && { ...cursor, editing: false }));
  };
  const go = (next: Cursor | null) => {
    wanted.current = true;
    onCursor(next);
    if (!next) return;
    tall.show(next.toRow);
    const column = all[next.toColumn];
    const frame = scroll.current;
    if (column && !column.frozen && frame) {
      if (column.left - stays < frame.scrollLeft) frame.scrollLeft = column.left - stays;
      else if (column.left + column.width > frame.scrollLeft + frame.clientWidth) frame.scrollLeft = column.left + column.width - frame.clientWidth;
    }
    if (open && next.column === rowColumn) onOpen(recordAt(next.row)?.id ?? open);
  };
  const edit = () => {
    const column = cursor && all[cursor.column];
    if (!cursor || !column || !recordAt(cursor.row)) return;
    if (column.closed) return onClosed(column);
    wanted.current = true;
    onCursor({ ...at(cursor.row, cursor.column), editing: true });
    // A list of choices opens with the editor where the browser lets it.
    const select = scroll.current?.querySelector<HTMLSelectElement>('[data-active] select');
    try {
      select?.showPicker?.();
    } catch {
      // It opens by the arrow keys, too.
    }
    return undefined;
  };
  const menuAt = (row: number, target?: Element | null) => {
    const place = (target ?? scroll.current?.querySelector(`[data-row="${row}"] [data-cell]`))?.getBoundingClientRect();
    if (recordAt(row) && place) onMenu(row, { x: place.left, y: place.bottom });
  };
  const keys = tableKeys(
    { cursor: cursor ?? at(0, rowColumn), rows: items.length, columns: all.length, isGroup: (row) => ['group', 'more', 'rest'].includes(items.at(row)?.kind ?? '') },
    {
      move: go,
      leave,
      edit,
      restore: () => {
        setRound(round + 1);
        go(cursor && { ...cursor, editing: false });
      },
      clear: block.clear,
      fillDown: block.fillDown,
      undo: cells.undo,
      show: (row) => {
        const id = recordAt(row)?.id ?? null;
        onOpen(open === id ? null : id);
      },
      close: () => (open ? onOpen(null) : selection?.clear()),
      reach: (row, by) => {
        const next = Math.max(0, Math.min(items.length - 1, row + by));
        const [from, to] = [recordAt(row), recordAt(next)];
        if (from && to && selection) selection.reach(ids, to.id, from.id);
        go(at(next, rowColumn));
      },
      fold: (row, way) => {
        const item = items.at(row);
        if (item?.kind === 'group') onFold(item.head.path, way);
        if (item?.kind === 'more') item.onMore();
      },
      page: (row, change) => {
        const id = recordAt(row)?.id;
        if (id && (!change || form.may.change)) void navigate(`/apps/${app}/${form.key}/${id}${change ? '/edit' : ''}`);
      },
      menu: (row) => menuAt(row),
    },
  );

  const isDrawn = cursor !== null && cursor.row >= tall.first && cursor.row <= tall.last && items.at(cursor.row) !== undefined && (cursor?.column === rowColumn || shown.some(({ place }) => place === cursor?.column));
  useLayoutEffect(() => {
    const frame = scroll.current;
    if (!cursor || !frame || !wanted.current) return;
    const row = frame.querySelector<HTMLElement>(`[data-row="${cursor.row}"]`);
    const cell = cursor.column === rowColumn ? row : (row?.querySelector<HTMLElement>('[data-active]') ?? row);
    if (!cell) return;
    // Where the row is still on its way, the focus stays with its number until it is here.
    if (row?.dataset.away !== undefined) return row.focus({ preventScroll: true });
    wanted.current = false;
    const input = cell === row ? null : cell.querySelector<HTMLInputElement>('input, select, textarea');
    (input ?? cell).focus({ preventScroll: true });
    if (input && 'select' in input) input.select();
  }, [cursor, isDrawn, round]);

  const typed = () => {
    if (cursor && !cursor.editing && cursor.column !== rowColumn) onCursor({ ...at(cursor.row, cursor.column), editing: true });
  };
  const placeOf = (target: EventTarget): { row: number; column: number; cell: HTMLElement | null } | null => {
    const row = (target as HTMLElement).closest<HTMLElement>('[data-row]');
    const cell = (target as HTMLElement).closest<HTMLElement>('[data-cell]');
    return row ? { row: Number(row.dataset.row), column: cell ? Number(cell.dataset.column) : rowColumn, cell } : null;
  };
  const isAside = (target: EventTarget) => Boolean((target as HTMLElement).closest('[data-note], a, label, [data-menu]'));
  const press = (event: PointerEvent) => {
    const place = placeOf(event.target);
    if (!place || event.button !== 0 || isAside(event.target)) return;
    if ((event.target as HTMLElement).closest('[data-fill]')) {
      dragging.current = range;
      return;
    }
    if (place.column === rowColumn || !recordAt(place.row)) return;
    if (cursor?.editing && cursor.row === place.row && cursor.column === place.column) return;
    dragging.current = event.pointerType === 'mouse' ? 'cells' : null;
    const next = event.shiftKey && cursor && cursor.column !== rowColumn ? { ...cursor, toRow: place.row, toColumn: place.column, editing: false } : at(place.row, place.column);
    leave(next);
  };
  const reach = (event: PointerEvent) => {
    const place = dragging.current && event.buttons === 1 ? placeOf(event.target) : null;
    if (!place || !cursor) return;
    if (dragging.current === 'cells') {
      if (place.column !== rowColumn && (place.row !== cursor.toRow || place.column !== cursor.toColumn)) onCursor({ ...cursor, toRow: place.row, toColumn: place.column, editing: false });
    } else if (dragging.current) {
      const from = dragging.current as Range;
      onCursor({ row: from.top, column: from.left, toRow: Math.max(from.bottom, place.row), toColumn: from.right, editing: false });
    }
  };
  const release = () => {
    const from = dragging.current;
    dragging.current = null;
    if (from && from !== 'cells' && range && range.bottom > from.bottom) block.fillTo(from, range.bottom);
  };
  const click = (event: MouseEvent) => {
    const place = placeOf(event.target);
    const button = (event.target as HTMLElement).closest('[data-menu]');
    if (place && button) return menuAt(place.row, button);
    const record = place && recordAt(place.row);
    if (!record || isAside(event.target) || cursor?.editing || event.shiftKey || !single) return undefined;
    // A press on a record's name, or anywhere where nothing can be written, opens it.
    const opens = place.column <= 0 || narrow || !columns.some(({ closed }) => closed === null);
    if (opens && (event.target as HTMLElement).closest('[data-fill]') === null) onOpen(record.id);
    return undefined;
  };
  const focus = (event: FocusEvent) => {
    const place = placeOf(event.target);
    if (place && !cursor && (event.target as HTMLElement).matches('[role=row]')) onCursor(at(place.row, rowColumn));
    else if (place && (event.target as HTMLElement).matches('[role=row]') && cursor && (cursor.row !== place.row || cursor.column !== rowColumn)) onCursor(at(place.row, rowColumn));
  };
  const blur = (event: FocusEvent) => {
    if (scroll.current?.contains(event.relatedTarget) || !cursor?.editing || !event.relatedTarget) return;
    leave({ ...cursor, editing: false });
    wanted.current = false;
  };
  const clipboard = (act: 'copy' | 'paste') => (event: ClipboardEvent) => {
    if (!cursor || cursor.column === rowColumn || (cursor.editing && single)) return;
    block[act](event, cursor);
    if (event.type === 'cut' && range) block.clear(range);
  };
  const chosenNow = useEffectEvent(() => leave(null));
  const tickNow = useEffectEvent((row: number, far: boolean) => {
    const record = recordAt(row);
    if (!record || !selection) return;
    if (far) selection.reach(ids, record.id);
    else selection.toggle(record.id);
  });
  // Rows are drawn again when what they are given changes: these never do.
  const [stable] = useState(() => ({ chosen: () => later.current.chosen(), tick: (row: number, far: boolean) => later.current.tick(row, far) }));
  const later = useRef({ chosen: () => undefined as void, tick: (_row: number, _far: boolean) => undefined as void });
  useEffect(() => {
    later.current = { chosen: () => chosenNow(), tick: (row, far) => tickNow(row, far) };
  });

  const placeAt = (x: number) => {
    const inside = x - (scroll.current?.getBoundingClientRect().left ?? 0);
    const column = all.find(({ left, width: broad, frozen: fixed }) => {
      const edge = fixed ? left : left - (scroll.current?.scrollLeft ?? 0);
      return inside >= edge && inside < edge + broad && (fixed || inside >= stays);
    });
    return column?.place ?? all.length - 1;
  };
  const choosing = Boolean(selection && (selection.whole || selection.ids.size > 0));
  const noted = cells.note;
  const notedRow = noted ? items.rowOf(noted.id) : -1;
  const notedColumn = noted ? all.find(({ field }) => field.key === noted.key) : undefined;
  return (
    <div ref={scroll} className={styles.scroll} style={{ '--number-width': `${numberWidth}px` } as React.CSSProperties}>
      <div
        role="grid"
        aria-label={form.title}
        aria-rowcount={items.length + 1}
        aria-colcount={all.length + 1}
        aria-multiselectable="true"
        tabIndex={-1}
        style={{ minWidth: width }}
        onKeyDownCapture={keys}
        onInput={typed}
        onCompositionStart={typed}
        onFocus={focus}
        onBlur={blur}
        onCopyCapture={clipboard('copy')}
        onCutCapture={clipboard('copy')}
        onPasteCapture={clipboard('paste')}
      >
        <div role="row" aria-rowindex={1} className={styles.head}>
          <div role="columnheader" aria-colindex={1} className={styles.number}>
            <span className="visually-hidden">{t('table.number')}</span>
          </div>
          {shown.map((column, place) => (
            <HeaderCell key={column.field.key} column={column} gap={!column.frozen && before > 0 && (place === 0 || shown[place - 1]?.frozen) ? before : 0} sort={sort} acts={columnActs} placeAt={placeAt} />
          ))}
        </div>
        <div
          role="rowgroup"
          className={styles.rows}
          style={{ height: tall.height }}
          onPointerDown={press}
          onPointerOver={reach}
          onPointerUp={release}
          onMouseDown={(event) => placeOf(event.target)?.cell && !cursor?.editing && !isAside(event.target) && event.preventDefault()}
          onClick={click}
          onDoubleClick={(event) => !isAside(event.target) && cursor && cursor.column !== rowColumn && edit()}
          onContextMenu={(event) => {
            const place = placeOf(event.target);
            if (!place || !recordAt(place.row) || cursor?.editing) return;
            event.preventDefault();
            onMenu(place.row, { x: event.clientX, y: event.clientY });
          }}
        >
          {rows.map((index) => {
            const item = items.at(index);
            const start = tall.startOf(index);
            const active = cursor?.row === index ? cursor.column : null;
            const place = { row: index, start, height, active: active !== null || (cursor === null && index === 0) };
            if (!item) return <AwayRow key={`away ${index}`} {...place} />;
            if (item.kind === 'group') return <GroupRow key={item.key} {...place} form={form} head={item.head} onFold={onFold} />;
            if (item.kind === 'more') return <MoreRow key={item.key} {...place} left={item.left} onMore={item.onMore} />;
            if (item.kind === 'rest') return <RestRow key={item.key} {...place} count={item.count} />;
            const inRange = range !== null && !single && index >= range.top && index <= range.bottom;
            const corner = range !== null && index === range.bottom && cursor?.editing === false && form.may.change && !narrow;
            return (
              <GridRow
                key={item.key}
                app={app}
                form={form.key}
                row={index}
                start={start}
                height={height}
                record={item.record}
                number={item.number}
                columns={shown}
                before={before}
                active={active ?? (cursor === null && index === 0 ? rowColumn : null)}
                editing={active !== null && cursor?.editing === true}
                round={active === null ? 0 : round}
                left={inRange ? range.left : -2}
                right={inRange ? range.right : -2}
                corner={corner ? range.right : null}
                written={Object.keys(cells.written).length > 0 ? writtenIn(cells.written, item.record.id) : nothingWritten}
                wrong={noted?.id === item.record.id ? noted.key : null}
                chosen={Boolean(selection && (selection.whole || selection.ids.has(item.record.id)))}
                choosing={choosing}
                open={item.record.id === open}
                hit={hit}
                color={colors.get(item.record.id)}
                held={held.data?.get(item.record.id)}
                selectable={selection !== undefined}
                handle={active === null ? nobodyRef : editor}
                onChosen={stable.chosen}
                onTick={stable.tick}
              />
            );
          })}
          {noted && notedRow >= 0 && (
            <CellNoteBox
              app={app}
              form={form}
              note={noted}
              top={tall.startOf(notedRow + 1)}
              left={notedColumn ? (notedColumn.frozen ? notedColumn.left + (scroll.current?.scrollLeft ?? 0) : notedColumn.left) : numberWidth}
              onClose={cells.dismiss}
            />
          )}
        </div>
      </div>
    </div>
  );
}

const nothingWritten = {};
const nobodyRef = { current: null };
