/** Charts over the records in sight: any type that can be drawn over a form; a press on a mark narrows the table to it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChartTypes, type ChartSettings, type ChartTypeInfo, type FigureCell } from '../../api/charts';
import type { Condition, FieldInfo, FilterTree, FormInfo } from '../../api/types';
import { ChartFrame } from '../../charts/parts/ChartFrame';
import { fieldView } from '../../lib/fields';
import { Select } from '../../ui/Select/Select';
import { ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  filter: FilterTree | null;
  search: string;
  /** Conditions that find the records of a mark, beside the filter. */
  onOpen: (conditions: Condition[]) => void;
}

/** Groups can be opened as filters, so a field must offer these. */
const canGroup = (field: FieldInfo) => ['equal', 'empty', 'one_of'].every((operator) => field.filters.includes(operator));

function isNumber(field: FieldInfo): boolean {
  const type = fieldView(field.type)?.expressionType?.(field.settings);
  return type === 'integer' || type === 'decimal';
}

/** Fields with few values first: they say most in a chart. */
function groupable(form: FormInfo): FieldInfo[] {
  return form.fields.filter(canGroup).toSorted((a, b) => Number(a.filters.includes('contains')) - Number(b.filters.includes('contains')));
}

interface Split {
  key: string;
  required: boolean;
  /** It takes several; the panel gives it one. */
  many: boolean;
}

/** The settings of a type that name a field to split by, the needed ones first. */
function splitsOf(type: ChartTypeInfo): Split[] {
  const { properties = {}, required = [] } = type.settings as { properties?: Record<string, { 'x-split'?: boolean; items?: { 'x-split'?: boolean } }>; required?: string[] };
  return Object.entries(properties)
    .filter(([, one]) => one['x-split'] || one.items?.['x-split'])
    .map(([key, one]) => ({ key, required: required.includes(key), many: Boolean(one.items) }))
    .toSorted((a, b) => Number(b.required) - Number(a.required));
}

export function ChartPanel({ app, form, filter, search, onOpen }: Props) {
  const { t } = useTranslation();
  const types = useChartTypes(app);
  const [wanted, setWanted] = useState('bar');
  const [chosen, setChosen] = useState<Record<string, string | null>>({});
  const [sum, setSum] = useState<string | null>(null);
  const fields = groupable(form);
  if (fields.length === 0) return <p className={styles.filters}>{t('charts.noField')}</p>;
  if (types.isPending) return <LoadingState what={t('charts.count')}><Skeleton rows={4} /></LoadingState>;
  if (types.isError) return <ErrorState error={types.error} onRetry={() => void types.refetch()} />;
  const fitting = types.data.items.filter((one) => one.lists && splitsOf(one).filter((split) => split.required).length <= fields.length);
  const type = fitting.find((one) => one.key === wanted) ?? fitting[0];
  if (!type) return <p className={styles.filters}>{t('charts.noField')}</p>;
  const splits = splitsOf(type);
  const fieldOf = (split: Split, at: number) => (chosen[split.key] !== undefined ? chosen[split.key] : split.required ? fields[at]?.key : null) ?? null;
  const settings: ChartSettings = { form: form.key, filter, search, ...(sum ? { sum } : {}) };
  splits.forEach((split, at) => {
    const field = fieldOf(split, at);
    if (field) settings[split.key] = split.many ? [field] : field;
  });
  const titled = (list: FieldInfo[]) => list.map((one) => ({ value: one.key, label: one.title }));
  const open = (cell: FigureCell) =>
    onOpen(Object.entries(cell.drill?.only ?? {}).map(([field, value]) => (value === null ? { field, operator: 'empty' } : { field, operator: 'equal', value })));
  return (
    <section className={styles.chart} aria-label={t('charts.count')}>
      <div className={styles.sentence}>
        <span className={styles.operand}>
          <Select label={t('charts.type')} value={type.key} options={fitting.map((one) => ({ value: one.key, label: one.label }))} onChange={(next) => next && setWanted(next)} />
        </span>
        <span className={styles.operand}>
          <Select label={t('charts.setting.sum')} value={sum ?? ''} options={[{ value: '', label: t('charts.counted') }, ...titled(form.fields.filter(isNumber))]} onChange={(next) => setSum(next || null)} />
        </span>
        {splits.map((split, at) => (
          <span key={split.key} className={styles.operand}>
            {t(at === 0 ? 'charts.setting.by' : 'charts.setting.split')}
            <Select
              label={t(at === 0 ? 'charts.setting.by' : 'charts.setting.split')}
              value={fieldOf(split, at) ?? ''}
              options={[...(split.required ? [] : [{ value: '', label: t('charts.setting.none') }]), ...titled(fields)]}
              onChange={(next) => setChosen({ ...chosen, [split.key]: next || null })}
            />
          </span>
        ))}
      </div>
      <ChartFrame app={app} chart={type.key} settings={settings} heading="h3" onOpen={open} />
    </section>
  );
}
