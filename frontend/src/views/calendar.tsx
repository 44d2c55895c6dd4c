/** Calendar: records on the days of a month, a week or a day; to move one is to change its date. */
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecords } from '../api/records';
import { useNow } from '../api/session';
import type { FieldInfo, RecordItem } from '../api/types';
import { useUrlState } from '../apps/urlState';
import { isComputed } from '../form/model';
import { defineView, type ViewProps } from '../lib/defineView';
import { countText, grouped } from '../lib/numbers';
import { dayOf, dayText } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { hueOf } from '../ui/Tag/Tag';
import { Days, type Shown } from './calendar/Days';
import { daysOf, placeOf, shiftedBy, stepped, within, type Span, type Times } from './calendar/days';
import styles from './calendar/calendar.module.css';
import { RefusalNote } from './parts/RefusalNote';
import { ViewFrame, useOpen } from './parts/ViewFrame';
import { optionsOf } from './parts/options';
import { playing, useNarrowing } from './parts/useNarrowing';
import { useMoving } from './parts/useMoving';

export default defineView({
  key: 'calendar',
  icon: 'calendar',
  title: 'views.calendar',
  View: (props) => {
    const starts = playing(props.form, props.view, 'starts');
    return starts ? <CalendarView {...props} starts={starts} ends={playing(props.form, props.view, 'ends')} /> : null;
  },
});

const spans: readonly Span[] = ['month', 'week', 'day'];
const mostPages = 5;

function CalendarView({ app, form, view, starts, ends }: ViewProps & Times) {
  const { t, i18n } = useTranslation();
  const [url, setUrl] = useUrlState();
  const [open, openAt] = useOpen();
  const today = dayOf(useNow());
  const span = spans.find((one) => one === url.get('span')) ?? 'month';
  const on = /^\d{4}-\d\d-\d\d$/.test(url.get('on') ?? '') ? (url.get('on') ?? today) : today;
  const days = useMemo(() => daysOf(span, on), [span, on]);
  const narrowing = useNarrowing(form, view);
  const times = useMemo(() => ({ starts, ends }), [starts, ends]);
  const query = useMemo(() => within(narrowing.query, times, days), [narrowing.query, times, days]);
  const records = useRecords(app, form.key, query, { limit: view?.limit });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = records;
  const pages = records.data?.pages.length ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && pages < mostPages) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, pages]);
  const rows = useMemo(() => records.data?.pages.flatMap((page) => page.items) ?? [], [records.data]);
  const color = playing(form, view, 'color');
  const shown = useMemo(() => placed(rows, times, color), [rows, times, color]);
  const { move, moving, refusal, dismiss } = useMoving(app, form);
  const may = form.may.change && [starts, ends].every((field) => !field || (field.access === 'write' && !isComputed(field)));
  const frame = useRef<HTMLDivElement>(null);
  const moved = useRef<string | null>(null);
  const settled = records.isFetching ? null : shown;
  useEffect(() => {
    // A record moved by keys keeps the focus where it now stands.
    if (moved.current === null || !settled) return;
    frame.current?.querySelector<HTMLElement>(`[data-record="${moved.current}"]`)?.focus();
    moved.current = null;
  }, [settled]);
  const shift = (record: RecordItem, by: number, byKeys = false) => {
    const values = shiftedBy(record, times, by);
    const where = dayText(placeOf({ ...record, values: { ...record.values, ...values } }, times)?.first ?? '');
    const back = Object.fromEntries(Object.keys(values).map((key) => [key, record.values[key]]));
    if (byKeys) moved.current = record.id;
    move({ record, values, where, back });
  };
  const first = records.data?.pages[0];
  return (
    <ViewFrame
      app={app}
      form={form}
      narrowing={narrowing}
      ids={useMemo(() => shown.map(({ record }) => record.id), [shown])}
      tools={
        <>
          <Button size="small" variant="quiet" icon="left" label={t('views.earlier')} onClick={() => setUrl({ on: stepped(span, on, -1) })} />
          <Button size="small" variant="quiet" onClick={() => setUrl({ on: null })}>
            {t('views.today')}
          </Button>
          <Button size="small" variant="quiet" icon="right" label={t('views.later')} onClick={() => setUrl({ on: stepped(span, on, 1) })} />
          <h2 className={styles.when}>{heading(span, days, on, i18n.language)}</h2>
          <span role="group" aria-label={t('views.span')} className={styles.spans}>
            {spans.map((one) => (
              <Button key={one} size="small" variant="quiet" pressed={one === span} onClick={() => setUrl({ span: one === 'month' ? null : one, on })}>
                {t(`views.${one}`)}
              </Button>
            ))}
          </span>
        </>
      }
      foot={
        <>
          {first && (
            <span>
              <b>{first.total === null ? '' : countText(first.total, first.total_exact, i18n.language)}</b> {t('table.rows')}
            </span>
          )}
          {hasNextPage && pages >= mostPages && <span>{t('views.tooMany', { shown: grouped(String(rows.length)) })}</span>}
          {first && rows.length === 0 && <span>{t('views.nothingThen', { form: form.title })}</span>}
          <span className={styles.grow} />
          {may && <span className={styles.tip}>{t('views.calendarTip')}</span>}
        </>
      }
    >
      {refusal && <RefusalNote refusal={refusal} onClose={dismiss} />}
      {records.isPending && (
        <LoadingState what={form.title}>
          <Skeleton rows={6} line={96} />
        </LoadingState>
      )}
      {records.isError && <ErrorState error={records.error} onRetry={() => void records.refetch()} />}
      {records.data && (
        <div ref={frame} className={styles.frame}>
          <Days
            form={form}
            span={span}
            days={days}
            month={on.slice(0, 7)}
            today={today}
            shown={shown}
            open={open}
            moving={moving}
            onOpen={openAt}
            onDay={(day) => setUrl({ span: 'day', on: day }, true)}
            onShift={may ? shift : undefined}
          />
        </div>
      )}
    </ViewFrame>
  );
}

function placed(rows: RecordItem[], times: Times, color: FieldInfo | undefined): Shown[] {
  const options = color ? optionsOf(color).map(({ key }) => key) : [];
  return rows
    .flatMap((record) => {
      const place = placeOf(record, times);
      const at = color ? options.indexOf(String(record.values[color.key])) : -1;
      return place ? [{ record, place, hue: at < 0 ? null : hueOf(at) }] : [];
    })
    .toSorted((a, b) => a.place.first.localeCompare(b.place.first) || (a.place.time ?? '').localeCompare(b.place.time ?? ''));
}

function heading(span: Span, days: string[], on: string, locale: string): string {
  const write = (day: string, how: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { timeZone: 'UTC', ...how }).format(new Date(`${day}T00:00:00Z`));
  if (span === 'month') return write(on, { year: 'numeric', month: 'long' });
  if (span === 'day') return write(on, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' });
  return `${write(days[0] ?? on, { year: 'numeric', month: 'short', day: 'numeric' })} – ${write(days.at(-1) ?? on, { month: 'short', day: 'numeric' })}`;
}
