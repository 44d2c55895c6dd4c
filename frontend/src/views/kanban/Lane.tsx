/** One column: its name, count and total, and its cards, read as one scrolls. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useMemo, useRef, useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useRecords, type RecordQuery } from '../../api/records';
import type { FieldInfo, FormInfo, RecordItem } from '../../api/types';
import { grouped } from '../../lib/numbers';
import { classes } from '../../ui/classes';
import { ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { useOpen } from '../parts/ViewFrame';
import { also } from '../parts/useNarrowing';
import { Card } from './Card';
import { dragged } from './dragged';
import type { Way } from './gates';
import styles from './kanban.module.css';

export interface CardMoves {
  ways: (record: RecordItem) => Way[];
  move: (record: RecordItem, to: string) => void;
  /** Ids of the records on their way. */
  moving: ReadonlySet<string>;
}

interface Props {
  app: string;
  form: FormInfo;
  by: FieldInfo;
  /** Null for the records without one. */
  option: string | null;
  title: string;
  count: number;
  sum: ReactNode;
  fields: FieldInfo[];
  query: RecordQuery;
  moves: CardMoves | null;
  onSeen: (ids: string[]) => void;
}

const page = 30;

export function Lane({ app, form, by, option, title, count, sum, fields, query, moves, onSeen }: Props) {
  const { t } = useTranslation();
  const [open, openAt] = useOpen();
  const scroll = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const own = useMemo(() => also(query, option === null ? { field: by.key, operator: 'empty' } : { field: by.key, operator: 'equal', value: option }), [query, by.key, option]);
  const records = useRecords(app, form.key, own, { limit: page, counted: false, enabled: count > 0 });
  const cards = useMemo(() => (count > 0 ? (records.data?.pages.flatMap((one) => one.items) ?? []) : []), [records.data, count]);
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 64 + fields.length * 22,
    getItemKey: (at) => cards[at]?.id ?? at,
    overscan: 6,
    gap: 8,
  });
  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = records;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= cards.length - 8) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, cards.length]);
  const tell = useEffectEvent((ids: string[]) => onSeen(ids));
  useEffect(() => tell(cards.map((card) => card.id)), [cards]);

  const goTo = (at: number) => {
    const next = Math.max(0, Math.min(cards.length - 1, at));
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => scroll.current?.querySelector<HTMLElement>(`[data-card="${next}"]`)?.focus());
  };
  const keys = (event: KeyboardEvent, at: number) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Record<string, () => void> = {
      ArrowDown: () => goTo(at + 1),
      ArrowUp: () => goTo(at - 1),
      Home: () => goTo(0),
      End: () => goTo(cards.length - 1),
      ArrowRight: () => neighbour(scroll.current, 1),
      ArrowLeft: () => neighbour(scroll.current, -1),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const way = () => (dragged.record && moves && option !== null ? moves.ways(dragged.record).find((one) => one.to === option) : undefined);
  const dragOver = (event: DragEvent) => {
    if (way()?.state !== 'open') return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (dragged.record && option !== null && way()?.state === 'open') moves?.move(dragged.record, option);
  };
  return (
    <section className={classes(styles.lane, over && styles.over)} aria-label={`${title} ${count}`} onDragOver={dragOver} onDragLeave={() => setOver(false)} onDrop={drop}>
      <header className={styles.head}>
        <h2 className={styles.name}>{title}</h2>
        <span className={styles.count}>{grouped(String(count))}</span>
        {sum && <span className={styles.sum}>{sum}</span>}
      </header>
      <div ref={scroll} className={styles.scroll} data-lane>
        {count > 0 && records.isPending && (
          <LoadingState what={title}>
            <Skeleton rows={3} line={84} />
          </LoadingState>
        )}
        {records.isError && <ErrorState error={records.error} onRetry={() => void records.refetch()} />}
        {count === 0 && <p className={styles.none}>{t('views.noCards')}</p>}
        <ol className={styles.cards} style={{ height: virtual.getTotalSize() }}>
          {visible.map((item) => {
            const record = cards[item.index];
            return (
              record && (
                <li key={record.id} ref={virtual.measureElement} data-index={item.index} className={styles.place} style={{ transform: `translateY(${item.start}px)` }}>
                  <Card
                    app={app}
                    form={form}
                    record={record}
                    fields={fields}
                    moves={moves}
                    open={record.id === open}
                    at={item.index}
                    onOpen={() => openAt(record.id)}
                    onKeyDown={(event) => keys(event, item.index)}
                  />
                </li>
              )
            );
          })}
        </ol>
      </div>
    </section>
  );
}

/** Puts the focus on the first card of the next column that has one. */
function neighbour(from: HTMLElement | null, by: 1 | -1) {
  const lanes = [...(from?.closest('[role=group]')?.querySelectorAll<HTMLElement>('[data-lane]') ?? [])];
  for (let at = lanes.indexOf(from!) + by; at >= 0 && at < lanes.length; at += by) {
    const card = lanes[at]?.querySelector<HTMLElement>('[data-card]');
    if (card) {
      card.focus();
      return;
    }
  }
}
