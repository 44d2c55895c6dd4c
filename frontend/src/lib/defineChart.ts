/** A way to draw figures that the server counted. */
import type { ComponentType } from 'react';
import type { ChartInfo } from '../api/views';
import type { IconName } from '../ui/Icon/Icon';

export interface ChartProps {
  figures: ChartInfo;
  /** The field's title. */
  title: string;
  /** Opens the records of one group; null is the group without a value. */
  onOpen: (key: string | null) => void;
}

export interface ChartView {
  key: string;
  icon: IconName;
  Chart: ComponentType<ChartProps>;
}

export function defineChart(chart: ChartView): ChartView {
  return chart;
}
