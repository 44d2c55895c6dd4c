/** The ground that bars stand on: the axis, days off, today, and rows of which only those in sight are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useWorkedDays } from '../../api/calendars';
import { useNow } from '../../api/session';
import { spaced, timeOf } from '../../lib/time';
import { classes } from '../../ui/classes';
import { daysBetween, daysLater, weekday } from '../calendar/days';
import { minutesOf } from '../calendar/hours';
import { weekNumber, type Scale, type Tick } from './scale';
import styles from './ground.module.css';

interface Props {
  label: string;
  scale: Scale;
  today: string;
  /** The day that stands near the left when the axis changes. */
  on: string;
  corner: ReactNode;
  count: number;
  rowKey: (at: number) => string;
  row: (at: number) => { side: ReactNode; bars: ReactNode; rule?: boolean };
  /** Whether the rows are a tree, and how deep a row lies. */
  level?: (at: number) => { level: number; unfolded?: boolean };
  /** Drawn over the rows from the first to the last in sight. */
  over?: (from: number, to: number) => ReactNode;
  onLast: () => void;
}

export const rowHeight = 36;

export function Ground({ label, scale, today, on, corner, count, rowKey, row, level, over, onLast }: Props) {
  const { t } = useTranslation();
  const scroll = useRef<HTMLDivElement>(null);
  const years = useMemo(() => yearsOf(scale), [scale]);
  const { off } = useWorkedDays(years);
  const virtual = useVirtualizer({ count, getScrollElement: () => scroll.current, estimateSize: () => rowHeight, getItemKey: rowKey, overscan: 8 });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  const now = useNow();
  // Hours are told where a column is a day.
  const passed = scale.zoom === 'day' ? minutesOf(timeOf(now)) / 1440 : 0.5;
  const x = (day: string) => daysBetween(scale.first, day) * scale.px;
  useEffect(() => {
    scroll.current?.scrollTo({ left: Math.max(0, daysBetween(scale.first, on) * scale.px - 120) });
  }, [scale, on]);
  useEffect(() => {
    if (last >= count - 4) onLast();
  }, [last, count, onLast]);
  return (
    <div ref={scroll} className={styles.scroll}>
      <div className={styles.sheet} style={{ width: `calc(var(--side) + ${scale.width}px)` }}>
        <div className={styles.head} aria-hidden="true">
          <div className={styles.corner}>{corner}</div>
          <div className={styles.axis} style={{ width: scale.width }}>
            <Ticks scale={scale} ticks={scale.groups} groups />
            <Ticks scale={scale} ticks={scale.ticks} today={today} />
          </div>
        </div>
        <div role="treegrid" aria-label={label} tabIndex={-1} className={styles.body} style={{ height: virtual.getTotalSize() }} onKeyDown={walk}>
          <div className={styles.back} role="presentation">
            {scale.ticks.map((tick) => (
              <i key={tick.day} className={styles.line} style={{ left: tick.x }} />
            ))}
            {scale.px >= 5 && runs(off, scale).map(([from, days]) => <i key={from} className={styles.off} style={{ left: x(from), width: days * scale.px }} />)}
            {scale.first <= today && today <= scale.last && <i className={styles.now} style={{ left: x(today) + scale.px * passed }} title={t('views.today')} />}
          </div>
          {rows.map((item) => {
            const { side, bars, rule } = row(item.index);
            const tree = level?.(item.index);
            return (
              <div
                key={item.key}
                role="row"
                data-row={item.index}
                aria-level={tree?.level}
                aria-expanded={tree?.unfolded}
                className={classes(styles.row, rule && styles.rule)}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <div role="rowheader" className={styles.side}>{side}</div>
                <div role="gridcell" className={styles.bars} style={{ width: scale.width }}>{bars}</div>
              </div>
            );
          })}
          {over && rows.length > 0 && (
            <svg className={styles.over} width={scale.width} height={virtual.getTotalSize()} aria-hidden="true">
              {over(rows[0]?.index ?? 0, last)}
            </svg>
          )}
        </div>
      </div>
    </div>
  );
}

function Ticks({ scale, ticks, groups, today }: { scale: Scale; ticks: Tick[]; groups?: boolean; today?: string }) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en-GB' : i18n.language;
  const write = (day: string, how: Intl.DateTimeFormatOptions) => {
    const text = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...how }).format(new Date(`${day}T00:00:00Z`));
    return locale === 'en-GB' ? text : spaced(text);
  };
  const words = (day: string): string => {
    const fine = scale.zoom === 'day' || scale.zoom === 'week';
    if (groups) return write(day, fine ? { year: 'numeric', month: 'long' } : { year: 'numeric' });
    if (scale.zoom === 'day') return String(Number(day.slice(8)));
    if (scale.zoom === 'week') return t('timeline.week', { week: weekNumber(day), day: day.slice(5) });
    return scale.zoom === 'month' ? write(day, { month: 'short' }) : t('timeline.quarter', { quarter: Math.ceil(Number(day.slice(5, 7)) / 3) });
  };
  return (
    <div className={groups ? styles.groups : styles.ticks}>
      {ticks.map((tick) => (
        <span key={tick.day} className={classes(styles.tick, tick.day === today && styles.today)} style={{ left: tick.x, width: tick.width }}>
          <span className={styles.word}>{tick.width > 24 && words(tick.day)}</span>
        </span>
      ))}
    </div>
  );
}

/** Days off that follow one another, as [first, how many]. Until they are known these are the weekends. */
function runs(off: ReadonlyMap<string, unknown>, scale: Scale): [string, number][] {
  const found: [string, number][] = [];
  const rests = (day: string) => (off.size > 0 ? off.has(day) : weekday(day) > 4);
  for (let day = scale.first, open = false; day <= scale.last; day = daysLater(day, 1)) {
    const run = found.at(-1);
    if (!rests(day)) open = false;
    else if (open && run) run[1] += 1;
    else {
      found.push([day, 1]);
      open = true;
    }
  }
  return found;
}

function yearsOf({ first, last }: Scale): number[] {
  const from = Number(first.slice(0, 4));
  return Array.from({ length: Number(last.slice(0, 4)) - from + 1 }, (_, at) => from + at);
}

/** Up and down through the bars in sight. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.nativeEvent.isComposing || event.altKey) return;
  const bars = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-bar]')];
  const next = bars[bars.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
