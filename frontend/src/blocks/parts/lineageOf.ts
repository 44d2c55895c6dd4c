/** Where a metric is told whole: what it is made of, back to the field somebody typed. */
import type { MetricPeriod } from '../../api/types';
import type { BlockMetric } from '../../lib/defineBlock';

export function lineageOf(metric: BlockMetric, period: MetricPeriod | null): string {
  const at = new URLSearchParams({ tab: 'lineage' });
  if (period && metric.by_period && period.unit !== 'range') {
    at.set('unit', period.unit);
    at.set('period', period.key);
  }
  return `/apps/${metric.app}/-/metrics/${metric.key}?${at}`;
}
