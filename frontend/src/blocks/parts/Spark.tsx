/** The way to a figure: a line without axes, its target dashed, the last point marked. The page of the metric has the axes. */
import { useTranslation } from '../../i18n/useTranslation';
import type { MetricPeriod } from '../../api/types';
import type { BlockMetric } from '../../lib/defineBlock';
import { periodText, withUnit } from '../../metrics/figures';
import styles from './parts.module.css';

export interface Step {
  period: MetricPeriod;
  value: string | null;
  target: string | null;
}

const wide = 160;
const high = 36;
const pad = 3;

export function Spark({ metric, way }: { metric: BlockMetric; way: Step[] }) {
  const { t, i18n } = useTranslation();
  const values = way.map((one) => (one.value === null ? null : Number(one.value)));
  const targets = way.map((one) => (one.target === null ? null : Number(one.target)));
  const known = [...values, ...targets].filter((one) => one !== null);
  const last = values.findLastIndex((one) => one !== null);
  if (way.length < 2 || last < 0) return <span className={styles.spark} aria-hidden="true" />;
  const low = Math.min(...known);
  const reach = Math.max(...known) - low || 1;
  const x = (at: number) => pad + (at / (way.length - 1)) * (wide - 2 * pad);
  const y = (value: number) => pad + (1 - (value - low) / reach) * (high - 2 * pad);
  // Gaps stay gaps: what is missing is not drawn.
  const path = (all: (number | null)[]) => all.map((value, at) => (value === null ? '' : `${at === 0 || all[at - 1] === null ? 'M' : 'L'}${x(at)} ${y(value)}`)).join('');
  const said = way.map((one) => `${periodText(one.period, t)} ${withUnit(one.value, metric, i18n.language)}`).join(t('metrics.comma'));
  return (
    <svg className={styles.spark} viewBox={`0 0 ${wide} ${high}`} preserveAspectRatio="none" role="img" aria-label={t('metrics.seriesWords', { title: metric.title, said })}>
      <path className={styles.target} d={path(targets)} />
      <path className={styles.way} d={path(values)} />
      <path className={styles.end} d={`M${x(last)} ${y(values[last] ?? low)}h.01`} />
    </svg>
  );
}
