/** A way to draw figures. The server says what there is to draw (axes and cells); a chart draws it and calls `onOpen`. */
import type { ComponentType } from 'react';
import type { ChartFigures, FigureCell } from '../api/charts';

export interface ChartProps {
  figures: ChartFigures;
  /** Names the drawing for a screen reader. */
  title: string;
  /** Opens the records of a cell; those without a drill cannot be opened. */
  onOpen: (cell: FigureCell) => void;
}

export interface ChartView {
  key: string;
  Chart: ComponentType<ChartProps>;
  /** It is a table by itself, so there is nothing to switch to. */
  tabular?: true;
}

export function defineChart(chart: ChartView): ChartView {
  return chart;
}
