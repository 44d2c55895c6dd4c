/** Calendar: records on the days of a month, or on the hours of a week or a day; to move or lengthen one is to change its dates. */
import { useEffect, useMemo } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useWorkedDays } from '../api/calendars';
import { useRecords } from '../api/records';
import { useNow } from '../api/session';
import { useUrlState } from '../apps/urlState';
import { defineView, type ViewProps } from '../lib/defineView';
import { useNarrow } from '../lib/narrow';
import { countText, grouped } from '../lib/numbers';
import { dayOf, spaced } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { DayList } from './calendar/DayList';
import { daysOf, isMoment, stepped, within, type Span, type Times } from './calendar/days';
import { Hours } from './calendar/Hours';
import { Month } from './calendar/Month';
import { inOrder, placed } from './calendar/shown';
import { useMoves } from './calendar/useMoves';
import styles from './calendar/calendar.module.css';
import { RefusalNote } from './parts/RefusalNote';
import { ViewFrame, useOpen } from './parts/ViewFrame';
import { playing, useNarrowing } from './parts/useNarrowing';

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
  const now = useNow();
  const today = dayOf(now);
  const narrow = useNarrow();
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
  const found = useMemo(() => inOrder(placed(form, rows, times, color)), [form, rows, times, color]);
  const { shown, moves, refusal, dismiss, grip } = useMoves(app, form, times, found);
  const worked = useWorkedDays(useMemo(() => [...new Set(days.map((day) => Number(day.slice(0, 4))))], [days]));
  const drawn = { moves, open, onOpen: openAt, onDay: (day: string) => setUrl({ span: 'day', on: day }, true) };
  const listed = narrow || (span === 'day' && !isMoment(starts));
  const first = records.data?.pages[0];
  const cut = hasNextPage && pages >= mostPages;
  // They came by their beginnings, so that nothing is known of the days behind the last of them.
  const reach = cut && query.sort?.[0] === starts.key ? (found.at(-1)?.place.first ?? null) : null;
  return (
    <ViewFrame
      app={app}
      form={form}
      narrowing={narrowing}
      ids={useMemo(() => found.map(({ record }) => record.id), [found])}
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
          {cut && <span>{t('views.tooMany', { shown: grouped(String(rows.length)) })}</span>}
          {first && rows.length === 0 && <span>{t('views.nothingThen', { form: form.title })}</span>}
          <span className={styles.grow} />
          {moves.may && !narrow && <span>{t(moves.ends ? 'views.calendarTipEnds' : 'views.calendarTip')}</span>}
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
        <div {...grip} className={styles.frame}>
          {listed ? (
            <DayList days={span === 'month' ? days.filter((day) => day.startsWith(on.slice(0, 7))) : days} today={today} shown={shown} worked={worked} open={open} onOpen={openAt} />
          ) : span !== 'month' && isMoment(starts) ? (
            <Hours {...drawn} days={days} today={today} now={now} shown={shown} worked={worked} />
          ) : (
            <Month {...drawn} days={days} reach={reach} month={span === 'month' ? on.slice(0, 7) : undefined} today={today} shown={shown} worked={worked} />
          )}
        </div>
      )}
    </ViewFrame>
  );
}

function heading(span: Span, days: string[], on: string, locale: string): string {
  const write = (day: string, how: Intl.DateTimeFormatOptions) => {
    const text = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { timeZone: 'UTC', ...how }).format(new Date(`${day}T00:00:00Z`));
    return locale === 'en' ? text : spaced(text);
  };
  if (span === 'month') return write(on, { year: 'numeric', month: 'long' });
  if (span === 'day') return write(on, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' });
  return `${write(days[0] ?? on, { year: 'numeric', month: 'short', day: 'numeric' })} – ${write(days.at(-1) ?? on, { month: 'short', day: 'numeric' })}`;
}
