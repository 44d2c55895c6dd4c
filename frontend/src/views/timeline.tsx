/** Timeline: records as bars in lanes; to move or lengthen one is to change its dates. */
import { useCallback, useEffect, useMemo, useRef, type RefObject } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useRecords } from '../api/records';
import type { FieldInfo } from '../api/types';
import { useGroups } from '../api/views';
import { Value } from '../apps/Value';
import { defineView, type ViewProps } from '../lib/defineView';
import { countText } from '../lib/numbers';
import { classes } from '../ui/classes';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { within } from './calendar/days';
import { RefusalNote } from './parts/RefusalNote';
import { ViewFrame, useOpen } from './parts/ViewFrame';
import { playing, useNarrowing } from './parts/useNarrowing';
import { useMoving } from './parts/useMoving';
import { AxisTools, useAxis } from './timeline/AxisTools';
import { Bar } from './timeline/Bar';
import { Ground } from './timeline/Ground';
import { packed } from './timeline/pack';
import { scaleOf } from './timeline/scale';
import { barMoves, usePlaced } from './timeline/useBars';
import styles from './timeline/ground.module.css';

export default defineView({
  key: 'timeline',
  icon: 'timeline',
  title: 'timeline.title',
  View: (props) => {
    // The server gives nobody a timeline whose days he may not read.
    const starts = playing(props.form, props.view, 'starts');
    return starts ? <TimelineView {...props} starts={starts} /> : null;
  },
});

function TimelineView({ app, form, view, starts }: ViewProps & { starts: FieldInfo }) {
  const { t, i18n } = useTranslation();
  const [open, openAt] = useOpen();
  const { on, zoom, today } = useAxis(view);
  const scale = useMemo(() => scaleOf(zoom, on), [zoom, on]);
  const narrowing = useNarrowing(form, view);
  const ends = playing(form, view, 'ends');
  const lane = playing(form, view, 'lane');
  const times = useMemo(() => ({ starts, ends }), [starts, ends]);
  const query = useMemo(() => {
    const sort = [lane, starts].flatMap((field) => (field?.sortable ? [field.key] : []));
    return within({ ...narrowing.query, sort }, times, [scale.first, scale.last]);
  }, [narrowing.query, times, lane, starts, scale]);
  const records = useRecords(app, form.key, query, { limit: view?.limit });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = records;
  const rows = useMemo(() => records.data?.pages.flatMap((page) => page.items) ?? [], [records.data]);
  const shown = usePlaced(form, rows, times, playing(form, view, 'color'));
  const tracks = useMemo(() => packed(shown, (record) => (lane ? record.values[lane.key] : null), scale), [shown, lane, scale]);
  const groups = useGroups(app, form.key, { field: lane?.key ?? '', filter: query.filter, search: query.search }, lane !== undefined);
  const counts = new Map(groups.data?.items?.map((group) => [group.value ?? null, group.count]));
  const moving = useMoving(app, form);
  const moves = barMoves(form, times, moving, { lane, tracks });
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const frame = useRef<HTMLDivElement>(null);
  useKeptFocus(frame);
  const first = records.data?.pages[0];
  return (
    <ViewFrame
      app={app}
      form={form}
      narrowing={narrowing}
      ids={useMemo(() => shown.map(({ record }) => record.id), [shown])}
      tools={<AxisTools on={on} zoom={zoom} />}
      foot={
        <>
          {first && (
            <span>
              <b>{first.total === null ? '' : countText(first.total, first.total_exact, i18n.language)}</b> {t('table.rows')}
            </span>
          )}
          {first && rows.length === 0 && <span>{t('views.nothingThen', { form: form.title })}</span>}
          <span className={styles.grow} />
          {moves && <span className={styles.tip}>{t(moves.lanes ? 'timeline.tipLanes' : moves.ends ? 'timeline.tipEnds' : 'timeline.tip')}</span>}
        </>
      }
    >
      {moving.refusal && <RefusalNote refusal={moving.refusal} onClose={moving.dismiss} />}
      {records.isPending && (
        <LoadingState what={form.title}>
          <Skeleton rows={8} line={36} />
        </LoadingState>
      )}
      {records.isError && <ErrorState error={records.error} onRetry={() => void records.refetch()} />}
      {records.data && (
        <div ref={frame} style={{ display: 'contents' }}>
          <Ground
            label={view?.title ?? form.title}
            scale={scale}
            today={today}
            on={on}
            corner={lane?.title ?? form.title}
            count={tracks.length}
            rowKey={(at) => `${String(tracks[at]?.lane)}/${at}`}
            onLast={more}
            row={(at) => {
              const track = tracks[at];
              const named = track?.first && lane ? track.bars[0]?.record : undefined;
              return {
                rule: track?.first === true && at > 0,
                side: named && lane && (
                  <>
                    <span className={classes(styles.name, styles.lane)}>{(named.values[lane.key] ?? null) === null ? t('views.noValue') : <Value field={lane} record={named} app={app} />}</span>
                    <span className={styles.count}>{counts.get((named.values[lane.key] ?? null) as string | null)}</span>
                  </>
                ),
                bars: track?.bars.map((one) => <Bar key={one.record.id} shown={one} scale={scale} open={one.record.id === open} moves={moves} onOpen={() => openAt(one.record.id)} />),
              };
            }}
          />
        </div>
      )}
    </ViewFrame>
  );
}

/** A bar that stands in another row after it was moved keeps the focus. */
function useKeptFocus(frame: RefObject<HTMLElement | null>) {
  const focused = useRef<string | null>(null);
  useEffect(() => {
    const root = frame.current;
    if (focused.current && document.activeElement === document.body) root?.querySelector<HTMLElement>(`[data-record="${focused.current}"]`)?.focus();
    const note = (event: FocusEvent) => {
      focused.current = (event.target as HTMLElement).dataset.record ?? null;
    };
    root?.addEventListener('focusin', note);
    return () => root?.removeEventListener('focusin', note);
  });
}
