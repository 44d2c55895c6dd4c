/** Bar: how many records there are for each value; a press opens them. */
import { useTranslation } from 'react-i18next';
import { defineChart, type ChartProps } from '../lib/defineChart';
import { Bars, type BarRow } from '../ui/Bars/Bars';

export default defineChart({ key: 'bar', icon: 'chart', Chart: BarChart });

function BarChart({ figures, title, onOpen }: ChartProps) {
  const { t } = useTranslation();
  const rows: BarRow[] = figures.rows.map((row) => ({
    key: row.key ?? '',
    label: row.label ?? t('charts.hidden'),
    value: row.value,
    onOpen: () => onOpen(row.key),
  }));
  if (figures.rest > 0) rows.push({ key: ' rest', label: t('charts.rest'), value: figures.rest });
  if (rows.length === 0) return <p>{t('charts.none')}</p>;
  return <Bars caption={t('charts.title', { field: title })} heads={[title, t('charts.records')]} rows={rows} />;
}
