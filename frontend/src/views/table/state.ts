/** How a table is set: what its view says, and over it what the person set, which lives in the URL. */
import type { FilterTree, Values } from '../../api/types';
import type { ViewInfo } from '../../api/views';
import type { Widths } from './columns';

export const aggregates = ['sum', 'mean', 'min', 'max', 'filled', 'empty', 'distinct'] as const;
export type Aggregate = (typeof aggregates)[number];

export interface ColorRule {
  when: FilterTree;
  hue: number;
  title: string;
}

export type RowHeight = 28 | 36 | 52;

export interface TableState {
  /** Keys of the columns, in order; null for those of the form. */
  cols: string | null;
  sort: string[];
  group: string[];
  height: RowHeight;
  widths: Widths;
  /** How many of the first columns stay. */
  frozen: number;
  totals: Readonly<Record<string, Aggregate>>;
  colors: ColorRule[];
}

/** A button that a view puts on rows: sets values where its condition holds. */
export interface RowAction {
  key: string;
  title: string;
  when: FilterTree | null;
  set: Values;
}

/** How a view's document dresses a table. */
interface Layout {
  group: string[];
  totals: { field: string; aggregate: Aggregate }[];
  widths: { field: string; width: number }[];
  frozen: number;
  row_height: string;
  colors: ColorRule[];
  actions: RowAction[];
}

/** The parts of the URL that set a table, apart from filter and search. */
export const settable = ['cols', 'sort', 'group', 'rows', 'widths', 'frozen', 'totals', 'colors'] as const;
/** Stands in the URL for "none", where the view has something. */
export const none = '-';
export const mostGroups = 3;

const heights: Record<string, RowHeight> = { tight: 28, usual: 36, relaxed: 52 };
export const heightName = (height: RowHeight) => Object.entries(heights).find(([, px]) => px === height)?.[0] ?? 'usual';

export function readState(url: URLSearchParams, view: ViewInfo | null): TableState {
  const layout = (view?.layout ?? {}) as Partial<Layout>;
  const list = (name: string, own: string[]) => {
    const text = url.get(name);
    return text === null ? own : text === none ? [] : text.split(',').filter(Boolean);
  };
  const pairs = (name: string) => Object.fromEntries((url.get(name) ?? '').split(',').filter(Boolean).map((pair) => pair.split(':') as [string, string]));
  const totals = url.has('totals') ? pairs('totals') : Object.fromEntries((layout.totals ?? []).map(({ field, aggregate }) => [field, aggregate]));
  return {
    cols: url.get('cols') ?? view?.columns.join(',') ?? null,
    sort: list('sort', view?.sort ?? []),
    group: list('group', layout.group ?? []).slice(0, mostGroups),
    height: heights[url.get('rows') ?? layout.row_height ?? 'usual'] ?? 36,
    widths: { ...Object.fromEntries((layout.widths ?? []).map(({ field, width }) => [field, width])), ...Object.fromEntries(Object.entries(pairs('widths')).map(([key, px]) => [key, Number(px) || 0])) },
    frozen: Number(url.get('frozen') ?? layout.frozen ?? 1) || 0,
    totals: Object.fromEntries(Object.entries(totals).filter((pair): pair is [string, Aggregate] => aggregates.includes(pair[1] as Aggregate))),
    colors: colorsOf(url.get('colors')) ?? layout.colors ?? [],
  };
}

function colorsOf(text: string | null): ColorRule[] | null {
  if (text === null) return null;
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.filter((one): one is ColorRule => typeof one === 'object' && one !== null && 'when' in one && 'hue' in one && 'title' in one) : [];
  } catch {
    return [];
  }
}

export const listText = (some: readonly string[]) => (some.length > 0 ? some.join(',') : none);
export const pairsText = (some: Readonly<Record<string, string | number>>) => Object.entries(some).map((pair) => pair.join(':')).join(',') || none;

export const actionsOf = (view: ViewInfo | null) => ((view?.layout ?? {}) as Partial<Layout>).actions ?? [];

/** The settings of a table as a view document holds them. */
export function dressOf(state: TableState, view: ViewInfo | null) {
  return {
    group: state.group,
    totals: Object.entries(state.totals).map(([field, aggregate]) => ({ field, aggregate })),
    widths: Object.entries(state.widths).map(([field, width]) => ({ field, width })),
    frozen: state.frozen,
    row_height: heightName(state.height),
    colors: state.colors,
    actions: actionsOf(view),
  };
}
