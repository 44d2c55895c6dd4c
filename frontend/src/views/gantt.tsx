/** Gantt: work under the work it is part of, what comes after what, and how much is done. */
import { useMemo, type KeyboardEvent } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { FieldInfo } from '../api/types';
import { titleOf } from '../apps/Value';
import { defineView, type ViewProps } from '../lib/defineView';
import { countText } from '../lib/numbers';
import { dayText } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { placeOf } from './calendar/days';
import { linksOf, pathOf } from './gantt/links';
import { Summary } from './gantt/Summary';
import { useRows } from './gantt/useRows';
import { mostShifted, useShifting } from './gantt/useShifting';
import { RefusalNote } from './parts/RefusalNote';
import { ViewFrame, useOpen } from './parts/ViewFrame';
import { playing, useNarrowing } from './parts/useNarrowing';
import { useMoving } from './parts/useMoving';
import { AxisTools, useAxis } from './timeline/AxisTools';
import { Bar } from './timeline/Bar';
import { Ground } from './timeline/Ground';
import { scaleOf } from './timeline/scale';
import { barMoves, usePlaced } from './timeline/useBars';
import styles from './timeline/ground.module.css';

export default defineView({
  key: 'gantt',
  icon: 'gantt',
  title: 'gantt.title',
  View: (props) => {
    // The server gives nobody a plan whose days he may not read.
    const starts = playing(props.form, props.view, 'starts');
    return starts ? <GanttView {...props} starts={starts} /> : null;
  },
});

function GanttView({ app, form, view, starts }: ViewProps & { starts: FieldInfo }) {
  const { t, i18n } = useTranslation();
  const [open, openAt] = useOpen();
  const { on, zoom, today } = useAxis(view);
  const scale = useMemo(() => scaleOf(zoom, on), [zoom, on]);
  const narrowing = useNarrowing(form, view);
  const [ends, parent, after, progress, color] = ['ends', 'parent', 'after', 'progress', 'color'].map((part) => playing(form, view, part));
  const times = useMemo(() => ({ starts, ends }), [starts, ends]);
  const searching = narrowing.conditions.list.length > 0 || Boolean(narrowing.query.search);
  const { records, rows, cut, fold, more } = useRows({ app, form, times, parent, scale, query: narrowing.query, searching });
  const placed = usePlaced(form, useMemo(() => rows.map(({ record }) => record), [rows]), times, color);
  const byId = useMemo(() => new Map(placed.map((one) => [one.record.id, one])), [placed]);
  const links = useMemo(() => (after ? linksOf(rows.map(({ record, summed }) => ({ record, place: placeOf(record, times) ?? summed })), after.key) : []), [rows, times, after]);
  const early = useMemo(() => new Map(links.filter((link) => link.early).map((link) => [rows[link.to]?.record.id, rows[link.from]])), [links, rows]);
  const moving = useMoving(app, form);
  const shifting = useShifting(app, form, times, after);
  const moves = barMoves(form, times, moving, { after: shifting.ask });
  const first = records.data?.pages[0];
  const { followers } = shifting;
  return (
    <ViewFrame
      app={app}
      form={form}
      narrowing={narrowing}
      ids={useMemo(() => rows.map(({ record }) => record.id), [rows])}
      tools={<AxisTools on={on} zoom={zoom} />}
      foot={
        <>
          {first && (
            <span>
              <b>{first.total === null ? '' : countText(first.total, first.total_exact, i18n.language)}</b> {t('table.rows')}
            </span>
          )}
          {cut && <span>{t('views.tooMany', { shown: rows.length })}</span>}
          {first && rows.length === 0 && <span>{t('views.nothingThen', { form: form.title })}</span>}
          <span className={styles.grow} />
          {moves && <span className={styles.tip}>{t('gantt.tip')}</span>}
        </>
      }
    >
      {[moving, shifting].map(({ refusal, dismiss }) => refusal && <RefusalNote key={refusal.title} refusal={refusal} onClose={dismiss} />)}
      {followers && (
        <output className={styles.note}>
          <span>
            {t(followers.by > 0 ? 'gantt.ask' : 'gantt.askBack', { count: followers.records.length, title: followers.title, days: Math.abs(followers.by) })}
            {followers.cut && ` ${t('gantt.tooMany', { most: mostShifted })}`}
          </span>
          <Button size="small" variant="solid" busy={shifting.busy} onClick={shifting.shift}>
            {t('gantt.shift')}
          </Button>
          <Button size="small" variant="quiet" disabled={shifting.busy} onClick={shifting.leave}>
            {t('gantt.leave')}
          </Button>
        </output>
      )}
      {records.isPending && (
        <LoadingState what={form.title}>
          <Skeleton rows={8} line={36} />
        </LoadingState>
      )}
      {records.isError && <ErrorState error={records.error} onRetry={() => void records.refetch()} />}
      {records.data && (
        <Ground
          label={view?.title ?? form.title}
          scale={scale}
          today={today}
          on={on}
          corner={form.title}
          count={rows.length}
          rowKey={(at) => rows[at]?.record.id ?? String(at)}
          onLast={more}
          level={(at) => ({ level: rows[at]?.level ?? 1, unfolded: rows[at]?.below ? rows[at].unfolded : undefined })}
          over={(from, to) =>
            links.map((link) => {
              const [before, next] = [rows[link.from], rows[link.to]].map((row) => byId.get(row?.record.id ?? '')?.place ?? row?.summed);
              if (!before || !next || Math.max(link.from, link.to) < from || Math.min(link.from, link.to) > to) return null;
              return <path key={`${link.from}-${link.to}`} d={pathOf(scale, before, next, link)} className={link.early ? styles.late : undefined} />;
            })
          }
          row={(at) => {
            const row = rows[at];
            if (!row) return { side: null, bars: null };
            const { record, level, below, unfolded, summed } = row;
            const shown = byId.get(record.id);
            const before = early.get(record.id);
            const title = titleOf(form, record);
            const told = {
              scale,
              open: record.id === open,
              progress: progress ? percentOf(record.values[progress.key]) : undefined,
              trouble: before && t('gantt.early', { title: titleOf(form, before.record), day: dayText((placeOf(before.record, times) ?? before.summed)?.last ?? '') }),
              onOpen: () => openAt(record.id),
            };
            const keys = (event: KeyboardEvent) => {
              if (event.altKey || below === 0) return;
              if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
                event.preventDefault();
                fold(record.id, event.key === 'ArrowRight');
              }
            };
            return {
              side: (
                <>
                  <span style={{ width: (level - 1) * 16, flex: 'none' }} />
                  {parent && !searching && (below > 0 ? (
                    <button type="button" className={styles.fold} aria-label={t(unfolded ? 'views.fold' : 'views.open', { title })} onClick={() => fold(record.id, !unfolded)}>
                      <Icon name={unfolded ? 'down' : 'right'} size={14} />
                    </button>
                  ) : (
                    <span className={styles.fold} />
                  ))}
                  <button type="button" className={styles.name} data-bar={shown || summed ? undefined : true} title={title} onClick={() => openAt(record.id)} onKeyDown={keys}>
                    {title}
                  </button>
                </>
              ),
              bars: shown ? (
                <Bar shown={shown} moves={moves} {...told} onKeys={keys} />
              ) : summed ? (
                <Summary id={record.id} title={title} place={summed} {...told} onKeys={keys} />
              ) : (
                <span className={styles.dayless}>{t('gantt.noDays')}</span>
              ),
            };
          }}
        />
      )}
    </ViewFrame>
  );
}

function percentOf(value: unknown): number | null {
  const number = Number(value);
  return value === null || value === undefined || Number.isNaN(number) ? null : number;
}
