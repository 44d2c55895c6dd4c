/** Charts over the records in sight; a press on a mark narrows the table to its records. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureCell } from '../../api/charts';
import type { Condition, FieldInfo, FilterTree, FormInfo } from '../../api/types';
import { ChartChooser } from '../../charts/parts/ChartChooser';
import { fieldView } from '../../lib/fields';
import { Select } from '../../ui/Select/Select';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  filter: FilterTree | null;
  search: string;
  /** Conditions that find the records of a mark, beside the filter. */
  onOpen: (conditions: Condition[]) => void;
}

/** In the place of a field: no key of one has a blank. */
const counted = 'no field';

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

export function ChartPanel({ app, form, filter, search, onOpen }: Props) {
  const { t } = useTranslation();
  const [sum, setSum] = useState(counted);
  const fields = groupable(form);
  const open = (cell: FigureCell) =>
    onOpen(Object.entries(cell.drill?.only ?? {}).map(([field, value]) => (value === null ? { field, operator: 'empty' } : { field, operator: 'equal', value })));
  return (
    <section className={styles.chart} aria-label={t('charts.count')}>
      <ChartChooser app={app} lists source={{ form: form.key, filter, search, ...(sum === counted ? {} : { sum }) }} dimensions={fields.map((one) => ({ key: one.key, title: one.title, stage: one.filters.includes('reached') }))} onOpen={open}>
        <Select size="small" label={t('charts.setting.sum')} value={sum} options={[{ value: counted, label: t('charts.counted') }, ...form.fields.filter(isNumber).map((one) => ({ value: one.key, label: one.title }))]} onChange={(next) => setSum(next ?? counted)} />
      </ChartChooser>
    </section>
  );
}
