/** Figures over the records in sight: counted by a field that one picks; a press on a row narrows the table to it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChart } from '../../api/views';
import type { Condition, FieldInfo, FilterTree, FormInfo } from '../../api/types';
import { chartViews } from '../../lib/charts';
import { grouped } from '../../lib/numbers';
import { Select } from '../../ui/Select/Select';
import { ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  filter: FilterTree | null;
  search: string;
  onOpen: (condition: Condition) => void;
}

/** Groups can be opened as filters, so a field must offer these. */
const canGroup = (field: FieldInfo) => ['equal', 'empty', 'one_of'].every((operator) => field.filters.includes(operator));

/** Fields with few values first: they say most in a chart. */
function groupable(form: FormInfo): FieldInfo[] {
  return form.fields.filter(canGroup).toSorted((a, b) => Number(a.filters.includes('contains')) - Number(b.filters.includes('contains')));
}

export function ChartPanel({ app, form, filter, search, onOpen }: Props) {
  const { t } = useTranslation();
  const fields = groupable(form);
  const [field, setField] = useState(fields[0]?.key ?? '');
  const chart = [...chartViews.values()][0];
  const figures = useChart(app, form.key, chart?.key ?? '', { field, filter, search });
  const open = (key: string | null) => onOpen(key === null ? { field, operator: 'empty' } : { field, operator: 'equal', value: key });
  if (!chart || fields.length === 0) return <p className={styles.filters}>{t('charts.noField')}</p>;
  return (
    <section className={styles.chart} aria-label={t('charts.count')}>
      <div className={styles.sentence}>
        {t('charts.by')}
        <span className={styles.operand}>
          <Select label={t('charts.field')} value={field} options={fields.map((one) => ({ value: one.key, label: one.title }))} onChange={(next) => next && setField(next)} />
        </span>
        {figures.data && t('charts.total', { count: figures.data.total, total: grouped(String(figures.data.total)) })}
      </div>
      {figures.isPending && (
        <LoadingState what={t('charts.count')}>
          <Skeleton rows={4} />
        </LoadingState>
      )}
      {figures.isError && <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.data && <chart.Chart figures={figures.data} title={fields.find((one) => one.key === figures.data.field)?.title ?? ''} onOpen={open} />}
    </section>
  );
}
