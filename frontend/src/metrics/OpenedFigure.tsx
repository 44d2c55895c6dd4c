/** The records behind a figure, opened by its place; a metric that divides two offers those of each, one that counts duties leads to their list. */
import { Navigate } from 'react-router';
import { useMetric, type FigurePlace } from '../api/metrics';
import type { MetricInfo } from '../api/types';
import { dutiesAt } from './duties';
import { FigureRecords } from './FigureRecords';

export function OpenedFigure({ app, metric, place, onClose }: { app: string; metric: MetricInfo; place: FigurePlace; onClose: () => void }) {
  const found = useMetric(app, metric.key, place.period);
  if (metric.obligation) return <Navigate to={dutiesAt(metric.obligation, place)} replace />;
  if (!found.data) return null;
  return <FigureRecords app={app} metric={metric} place={place} parts={found.data.lineage.parts} onClose={onClose} />;
}
