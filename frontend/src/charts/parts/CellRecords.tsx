/** The records behind a cell of a metric's chart. */
import { useMetric } from '../../api/metrics';
import type { FigureDrill } from '../../api/charts';
import { FigureRecords } from '../../metrics/FigureRecords';

export function CellRecords({ app, metric, drill, onClose }: { app: string; metric: string; drill: FigureDrill; onClose: () => void }) {
  // A metric that tells how things stand now has no period, and takes any.
  const period = drill.period ?? 'month';
  const found = useMetric(app, metric, period);
  if (!found.data) return null;
  return <FigureRecords app={app} metric={found.data.metric} place={{ period, only: JSON.stringify(drill.only) }} parts={found.data.lineage.parts} onClose={onClose} />;
}
