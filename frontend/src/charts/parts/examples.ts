/** Figures for tests of charts. */
import type { ChartFigures, FigureAxis, FigureCell, FigureMeasure } from '../../api/charts';

const count: FigureMeasure = { title: '条数', unit: '条', shown: 'count', good: null, metric: null };

export function axisOf(key: string, labels: readonly (string | null)[], rest?: number): FigureAxis {
  return {
    key,
    title: key,
    items: labels.map((label, at) => ({ kind: at === rest ? 'rest' : 'value', key: at === rest ? null : `k${at}`, label, period: null, parent: null, level: 0 })),
  };
}

export function periodAxis(months: readonly string[]): FigureAxis {
  return {
    key: 'period',
    title: '期间',
    items: months.map((key) => ({ kind: 'period', key, label: null, parent: null, level: 0, period: { key, unit: 'month', first: `${key}-01`, last: `${key}-28`, running: false } })),
  };
}

export function cellOf(at: number[], value: string | null, more: Partial<FigureCell> = {}): FigureCell {
  const records = value === null ? 0 : 1;
  return { at, measure: 0, value, records, verdict: 'none', target: null, limit: null, marked: false, drill: records ? { metric: 'm', period: null, only: {}, form: null, filter: null } : null, ...more };
}

/** One measure by one axis, or by two where `values` are rows. */
export function figuresOf({ by, across, values, rest, measure = {}, more = {} }: { by: FigureAxis | readonly (string | null)[]; across?: FigureAxis; values: readonly (string | null)[] | readonly (readonly (string | null)[])[]; rest?: number; measure?: Partial<FigureMeasure>; more?: Partial<ChartFigures> }): ChartFigures {
  const down = 'items' in by ? by : axisOf('by', by, rest);
  const cells = values.flatMap((row, at): FigureCell[] =>
    Array.isArray(row) ? row.map((value, place) => cellOf([at, place], value as string | null)) : [cellOf([at], row as string | null, at === rest ? { drill: null } : {})],
  );
  return { app: 'crm', as_of: '2026-01-05T01:00:00Z', periods: [], threshold: null, ground: null, measures: [{ ...count, ...measure }], axes: across ? [down, across] : [down], cells, ...more };
}
