/** Gallery: records as cards side by side, with a picture where the view names one; drawn as one scrolls. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useRecords } from '../api/records';
import type { FieldInfo, FileItem, RecordItem } from '../api/types';
import { titleOf } from '../apps/Value';
import { defineView, type ViewProps } from '../lib/defineView';
import { countText } from '../lib/numbers';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon/Icon';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { NoRows } from './table/NoRows';
import styles from './gallery/gallery.module.css';
import { CardFacts } from './parts/CardFacts';
import { ViewFrame, useOpen } from './parts/ViewFrame';
import { playing, told, useNarrowing } from './parts/useNarrowing';

const narrowest = 220;

export default defineView({ key: 'gallery', icon: 'apps', title: 'views.gallery', View: GalleryView });

function GalleryView({ app, form, view }: ViewProps) {
  const { t, i18n } = useTranslation();
  const [open, openAt] = useOpen();
  const narrowing = useNarrowing(form, view);
  const picture = playing(form, view, 'picture');
  const fields = told(form, view, [picture], 5);
  const records = useRecords(app, form.key, narrowing.query, { limit: view?.limit });
  const rows = useMemo(() => records.data?.pages.flatMap((page) => page.items) ?? [], [records.data]);
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const across = useAcross(frame);
  const lines = Math.ceil(rows.length / across);
  const virtual = useVirtualizer({ count: lines, getScrollElement: () => frame, estimateSize: () => 60 + fields.length * 22 + (picture ? 132 : 0), overscan: 3, gap: 12 });
  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = records;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= lines - 3) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, lines]);
  const goTo = (at: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, at));
    virtual.scrollToIndex(Math.floor(next / across));
    requestAnimationFrame(() => frame?.querySelector<HTMLElement>(`[data-card="${next}"]`)?.focus());
  };
  const keys = (event: KeyboardEvent, at: number) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + across, ArrowUp: at - across, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    goTo(next);
  };
  const first = records.data?.pages[0];
  return (
    <ViewFrame
      app={app}
      form={form}
      narrowing={narrowing}
      ids={useMemo(() => rows.map((row) => row.id), [rows])}
      foot={
        first?.total !== null &&
        first && (
          <span>
            <b>{countText(first.total, first.total_exact, i18n.language)}</b> {t('table.rows')}
          </span>
        )
      }
    >
      {records.isPending && (
        <LoadingState what={form.title}>
          <Skeleton rows={4} line={140} />
        </LoadingState>
      )}
      {records.isError && <ErrorState error={records.error} onRetry={() => void records.refetch()} />}
      {records.data && rows.length === 0 && <NoRows app={app} form={form} filtered={narrowing.filtered} conditions={narrowing.conditions} />}
      {rows.length > 0 && (
        <div ref={setFrame} className={styles.scroll}>
          <ul className={styles.lines} style={{ height: virtual.getTotalSize() }} aria-label={view?.title ?? form.title}>
            {visible.flatMap((line) =>
              rows.slice(line.index * across, (line.index + 1) * across).map((record, column) => {
                const at = line.index * across + column;
                return (
                  <li
                    key={record.id}
                    ref={column === 0 ? virtual.measureElement : undefined}
                    data-index={line.index}
                    className={styles.place}
                    style={{ transform: `translateY(${line.start}px)`, left: `calc(${column} * (100% + 12px) / ${across})`, width: `calc((100% - ${across - 1} * 12px) / ${across})` }}
                  >
                    <article className={classes(styles.card, record.id === open && styles.open)}>
                      {picture && <Picture field={picture} record={record} />}
                      <button type="button" data-card={at} className={styles.title} onClick={() => openAt(record.id)} onKeyDown={(event) => keys(event, at)}>
                        {titleOf(form, record)}
                      </button>
                      <div className={styles.facts} style={{ minHeight: fields.length * 22 }}>
                        <CardFacts app={app} fields={fields} record={record} />
                      </div>
                    </article>
                  </li>
                );
              }),
            )}
          </ul>
        </div>
      )}
    </ViewFrame>
  );
}

/** How many cards stand side by side. */
function useAcross(frame: HTMLElement | null): number {
  const [across, setAcross] = useState(1);
  useEffect(() => {
    if (!frame) return undefined;
    const watcher = new ResizeObserver(() => setAcross(Math.max(1, Math.floor((frame.clientWidth - 20) / (narrowest + 12)))));
    watcher.observe(frame);
    return () => watcher.disconnect();
  }, [frame]);
  return across;
}

function Picture({ field, record }: { field: FieldInfo; record: RecordItem }) {
  const files = (record.values[field.key] ?? []) as FileItem[];
  const found = files.find((file) => file.media_type.startsWith('image/'));
  return <div className={styles.picture}>{found ? <img src={`/api/v1/files/${found.id}`} alt="" loading="lazy" /> : <Icon name="camera" size={20} />}</div>;
}
