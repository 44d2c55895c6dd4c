/** Figures as people read them: amounts in 万 and 亿 or K and M, shares in per cent, changes of shares in points. */
import type { TFunction } from '../i18n/words';
import type { FigureCell, FigureMeasure } from '../api/charts';
import type { MetricFigure, MetricInfo, MetricPeriod } from '../api/types';
import { figure, grouped, shifted, trimmed } from '../lib/numbers';
import type { VerdictKind } from '../ui/Verdict/Verdict';

export const verdicts: Record<MetricFigure['verdict'], VerdictKind> = { green: 'good', yellow: 'warning', red: 'bad', none: 'none' };

/** "87.4%", "186.4 万", "36.5"; missing is —. */
export function figureText(value: string | null, metric: Pick<FigureMeasure, 'shown'>, locale: string): string {
  if (value === null) return '—';
  if (metric.shown === 'share') return `${grouped(shifted(value, -2, 1))}%`;
  const rounded = /\.\d{3,}$/.test(value) ? trimmed(shifted(value, 0, 2)) : value;
  return figure(rounded, locale);
}

/** A figure with what it is judged by, of a metric or of a chart. */
type Judged = Pick<FigureCell, 'target' | 'limit'> & { label?: string | null };

/** With its unit, which a share carries itself. */
export function withUnit(value: string | null, metric: Pick<FigureMeasure, 'shown' | 'unit'>, locale: string): string {
  const text = figureText(value, metric, locale);
  return value === null || metric.shown === 'share' || !metric.unit ? text : `${text} ${metric.unit}`;
}

/** "目标 ≥ 80%（工业，2026-07-01 起）"; null without one. What is `said` beside it already, such as the row's name, is not said once more. */
export function targetText(one: Judged, metric: Pick<FigureMeasure, 'shown' | 'unit' | 'good'>, t: TFunction, locale: string, said: readonly (string | null)[] = [one.label ?? null]): string | null {
  if (one.target === null) return null;
  const target = t(metric.good === 'low' ? 'metrics.atMost' : 'metrics.atLeast', { target: withUnit(one.target, metric, locale) });
  const { of = [], since = null, until = null } = one.limit ?? {};
  const holds = [
    ...of.filter((name) => name !== null && !said.includes(name)),
    ...(since ? [t('metrics.since', { day: since })] : []),
    ...(until ? [t('metrics.until', { day: until })] : []),
  ];
  return holds.length > 0 ? t('metrics.holds', { target, holds: holds.join(t('charts.comma')) }) : target;
}

/** "达标，目标 ≥ 80%（工业，2026-07-01 起）". */
export function judgedText(one: MetricFigure, metric: MetricInfo, t: TFunction, locale: string): string {
  return [t(`metrics.verdicts.${one.verdict}`), targetText(one, metric, t, locale)].filter(Boolean).join(t('metrics.comma'));
}

/** "比上一期多 12%", of shares "高 1.2 个百分点"; null where there is nothing to compare with. */
export function changeText(one: MetricFigure, metric: MetricInfo, compare: string, t: TFunction, locale: string): string | null {
  const compared = one.compared;
  if (!compared) return null;
  const than = t(`metrics.than.${compare}`);
  if (compared.period === null) return t('metrics.noSuchPeriod');
  if (!compared.change) return t('metrics.nothingThen', { than });
  const { by, share } = compared.change;
  if (/^-?0*(\.0*)?$/.test(by)) return t('metrics.same', { than });
  const way = by.startsWith('-') ? 'less' : 'more';
  const size = (text: string) => text.replace(/^-/, '');
  if (metric.shown === 'share') return t(`metrics.points.${way}`, { than, by: grouped(shifted(size(by), -2, 1)) });
  if (share === null) return t(`metrics.amount.${way}`, { than, by: figureText(size(by), metric, locale) });
  return t(`metrics.change.${way}`, { than, share: grouped(shifted(size(share), -2, 1)), by: figureText(size(by), metric, locale) });
}

/** "2026 年 1 月", "2026 年第 2 周", "2026 Q1". */
export function periodText(period: Pick<MetricPeriod, 'key' | 'unit'> & Partial<MetricPeriod>, t: TFunction): string {
  const [year = '', rest = ''] = period.key.split('-');
  if (period.unit === 'day') return period.key;
  if (period.unit === 'range') return t('metrics.range', { first: period.first, last: period.last });
  return t(`metrics.named.${period.unit}`, { year, number: Number(rest.replace(/\D/g, '')) });
}

/** Short, under an axis. */
export function tickText(period: MetricPeriod): string {
  const rest = period.key.slice(5);
  return rest || period.key;
}
