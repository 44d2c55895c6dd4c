/** What tables and traffic lights are answered: metrics by the values of a dimension. */
import type { MetricFigure } from '../../api/types';
import type { BlockMetric } from '../../lib/defineBlock';

export interface GridRow {
  kind: string;
  key: unknown;
  label: string | null;
  figures: (MetricFigure | null)[];
}

export interface GridAnswer {
  metrics: BlockMetric[];
  by: { key: string; title: string } | null;
  rows: GridRow[];
}
