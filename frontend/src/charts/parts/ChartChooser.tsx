/** A chart that one puts together: its type, and by what it is split, among those that fit. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
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

const period = 'period';
/** In the place of a dimension: no key of one has a blank. */
const none = 'no dimension';

interface Props {
  app: string;
  /** Whose figures: the settings that all types share. */
  source: ChartSettings;
  dimensions: Dimension[];
  /** Only types that can be drawn over the records of a form. */
  lists: boolean;
  /** The figures are shares, so that types for shares are offered too. */
  shares?: boolean;
  onOpen?: (cell: FigureCell) => void;
  children?: ReactNode;
}

export function ChartChooser({ app, source, dimensions, lists, shares = false, onOpen, children }: Props) {
  const { t } = useTranslation();
  const types = useChartTypes(app);
  const [wanted, setWanted] = useState('bar');
  const [chosen, setChosen] = useState<Record<string, string | null>>({});
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
    return (one.lists || !lists) && (shares || !one.shares) && needed.length <= dimensions.length && needed.every((split) => !split.stage || dimensions.some((dimension) => dimension.stage));
  });
  const type = fitting.find((one) => one.key === wanted) ?? fitting[0];
  if (!type || dimensions.length === 0) return <p className={styles.state}>{t('charts.noField')}</p>;
  const splits = splitsOf(type);
  const fits = (split: Split) => dimensions.filter((dimension) => !split.stage || dimension.stage);
  const valueOf = (split: Split, at: number) => {
    const own = chosen[split.key];
    if (own !== undefined && (own === null || own === period || fits(split).some((one) => one.key === own))) return own;
    return split.required ? (fits(split)[Math.min(at, fits(split).length - 1)]?.key ?? null) : split.otherwise;
  };
  const settings: ChartSettings = { ...source };
  splits.forEach((split, at) => {
    const value = valueOf(split, at);
    if (value) settings[split.key] = split.many ? [value] : value;
  });
  return (
    <>
      <div className={styles.choices}>
        <Select size="small" label={t('charts.type')} value={type.key} options={fitting.map((one) => ({ value: one.key, label: one.label }))} onChange={(next) => next && setWanted(next)} />
        {children}
        {splits.map((split, at) => {
          const label = t(at === 0 ? 'charts.setting.by' : 'charts.setting.split');
          const options = fits(split).map((one) => ({ value: one.key, label: `${label} ${one.title}` }));
          if (split.times) options.push({ value: period, label: `${label} ${t('metrics.period')}` });
          if (!split.required && !split.otherwise) options.unshift({ value: none, label: t('charts.setting.none') });
          return <Select key={split.key} size="small" label={label} value={valueOf(split, at) ?? none} options={options} onChange={(next) => setChosen({ ...chosen, [split.key]: next === none ? null : next })} />;
        })}
      </div>
      <ChartFrame app={app} chart={type.key} settings={settings} heading="h3" onOpen={onOpen} />
    </>
  );
}
