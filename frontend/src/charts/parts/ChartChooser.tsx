/** A chart that one puts together: its type, and by what it is split, among those that fit. */
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useChartTypes, type ChartSettings, type ChartTypeInfo, type FigureCell } from '../../api/charts';
import { Select } from '../../ui/Select/Select';
import { ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { ChartFrame } from './ChartFrame';
import styles from './parts.module.css';

export interface Dimension {
  key: string;
  title: string;
  /** It is a stage, so that one can tell how far records came. */
  stage?: boolean;
}

interface Split {
  key: string;
  required: boolean;
  /** It takes several; here it gets one. */
  many: boolean;
  stage: boolean;
  /** It may be the periods themselves. */
  times: boolean;
  otherwise: string | null;
}

interface Property {
  'x-split'?: boolean;
  'x-stage'?: boolean;
  'x-times'?: boolean;
  default?: string;
  items?: Property;
}

/** The settings of a type that name a dimension, the needed ones first. */
function splitsOf(type: ChartTypeInfo): Split[] {
  const { properties = {}, required = [] } = type.settings as { properties?: Record<string, Property>; required?: string[] };
  return Object.entries(properties)
    .filter(([, one]) => one['x-split'] || one.items?.['x-split'])
    .map(([key, one]) => ({ key, required: required.includes(key) || Boolean(one['x-stage']), many: Boolean(one.items), stage: Boolean(one['x-stage']), times: Boolean(one['x-times']), otherwise: one.default ?? null }))
    .toSorted((a, b) => Number(b.required) - Number(a.required));
}

function requiredOf(type: ChartTypeInfo): string[] {
  return (type.settings as { required?: string[] }).required ?? [];
}

const period = 'period';
/** In the place of a dimension: no key of one has a blank. */
const none = 'no dimension';

/** Which chart, and what is set in it; the settings of its source are not among them. */
export interface Drawing {
  chart: string;
  settings: ChartSettings;
}

export const firstDrawing: Drawing = { chart: 'bar', settings: {} };

interface Props {
  app: string;
  /** Whose figures: the settings that all types share. */
  source: ChartSettings;
  dimensions: Dimension[];
  /** Only types that can be drawn over the records of a form. */
  lists: boolean;
  /** The figures are shares, so that types for shares are offered too. */
  shares?: boolean;
  value: Drawing;
  onChange: (next: Drawing) => void;
  onOpen?: (cell: FigureCell) => void;
  /** Stands among the choices; told what is drawn, and whether it is about periods. */
  children?: (shown: Drawing, timed: boolean) => ReactNode;
  /** Stands beside the title; told what is drawn. */
  tools?: (shown: Drawing) => ReactNode;
  title?: string;
}

const fitsIn = (split: Split, dimensions: Dimension[]) => dimensions.filter((dimension) => !split.stage || dimension.stage);
const firstOf = (value: unknown) => ([value].flat()[0] ?? null) as string | null;

/** The settings with everything a type needs: what was chosen where it fits, else the first that does. */
function settle(type: ChartTypeInfo, settings: ChartSettings, dimensions: Dimension[]): ChartSettings {
  const members = (type.settings as { properties?: object }).properties ?? {};
  const settled: ChartSettings = Object.fromEntries(Object.entries(settings).filter(([key]) => key in members));
  for (const [at, split] of splitsOf(type).entries()) {
    const fits = fitsIn(split, dimensions);
    const own = firstOf(settings[split.key]);
    const chosen = own === period ? split.times : fits.some((one) => one.key === own);
    const unwanted = settings[split.key] === null && !split.required && split.otherwise === null;
    const value = chosen ? own : unwanted ? null : split.required ? (fits[Math.min(at, fits.length - 1)]?.key ?? null) : split.otherwise;
    const several = settings[split.key];
    settled[split.key] = !split.many ? value : Array.isArray(several) && chosen ? several : [value];
  }
  return settled;
}

export function ChartChooser({ app, source, dimensions, lists, shares = false, value: drawing, onChange, onOpen, children, tools, title }: Props) {
  const { t } = useTranslation();
  const types = useChartTypes(app);
  if (types.isPending) {
    return (
      <LoadingState what={t('charts.chart')}>
        <Skeleton rows={4} />
      </LoadingState>
    );
  }
  if (types.isError) return <ErrorState error={types.error} onRetry={() => void types.refetch()} />;
  const fitting = types.data.items.filter((one) => {
    const needed = splitsOf(one).filter((split) => split.required);
    // What else a type cannot do without has to be known.
    const known = requiredOf(one).every((key) => key in drawing.settings || splitsOf(one).some((split) => split.key === key));
    return known && (one.lists || !lists) && (shares || !one.shares) && needed.length <= dimensions.length && needed.every((split) => !split.stage || dimensions.some((dimension) => dimension.stage));
  });
  const type = fitting.find((one) => one.key === drawing.chart) ?? fitting[0];
  if (!type || dimensions.length === 0) return <p className={styles.state}>{t('charts.noField')}</p>;
  const splits = splitsOf(type);
  const settled = settle(type, drawing.settings, dimensions);
  const choose = (key: string, next: unknown) => onChange({ chart: type.key, settings: { ...settled, [key]: next } });
  const timed = type.times || splits.some((split) => settled[split.key] === period);
  const change = (key: string | null) => {
    const next = fitting.find((one) => one.key === key);
    if (!next) return;
    // What was said of time is not about a chart of another sort.
    const { period: _, moment: __, last: ___, ...rest } = drawing.settings;
    onChange({ chart: next.key, settings: settle(next, timed ? rest : drawing.settings, dimensions) });
  };
  const shown = { chart: type.key, settings: settled };
  return (
    <>
      <div className={styles.choices}>
        <Select size="small" label={t('charts.type')} value={type.key} options={fitting.map((one) => ({ value: one.key, label: one.label }))} onChange={(next) => change(next)} />
        {children?.(shown, timed)}
        {splits.map((split, at) => {
          const label = t(at === 0 ? 'charts.setting.by' : 'charts.setting.split');
          const options = fitsIn(split, dimensions).map((one) => ({ value: one.key, label: `${label} ${one.title}` }));
          if (split.times) options.push({ value: period, label: `${label} ${t('metrics.period')}` });
          if (!split.required && !split.otherwise) options.unshift({ value: none, label: t('charts.setting.none') });
          return <Select key={split.key} size="small" label={label} value={firstOf(settled[split.key]) ?? none} options={options} onChange={(next) => choose(split.key, next === none ? null : split.many ? [next] : next)} />;
        })}
      </div>
      <ChartFrame app={app} chart={type.key} settings={{ ...source, ...settled }} title={title} tools={tools?.(shown)} onOpen={onOpen} />
    </>
  );
}
