/** Bar: a length for each value, from zero; a press opens its records. */
import { useTranslation } from '../i18n/useTranslation';
import { defineChart, type ChartProps } from '../lib/defineChart';
import { targetText } from '../metrics/figures';
import { Bars, type BarRow } from '../ui/Bars/Bars';
import { axisAt, itemText, placed, sizeOf, unitText } from './parts/words';
import { useWalk } from './parts/walk';

export default defineChart({ key: 'bar', Chart: BarChart });

function BarChart({ figures, title, onOpen }: ChartProps) {
  const { t, i18n } = useTranslation();
  const walk = useWalk();
  const axis = axisAt(figures, 0);
  const cellAt = placed(figures);
  const measure = figures.measures[0];
  const rows = axis.items.flatMap((item, at): BarRow[] => {
    const cell = cellAt([at]);
    if (!cell || !measure) return [];
    return [
      {
        key: `${item.kind} ${JSON.stringify(item.key)}`,
        label: itemText(item, t),
        value: sizeOf(cell) ?? 0,
        text: unitText(cell.value, measure, t, i18n.language),
        muted: item.kind !== 'value',
        verdict: cell.target === null ? undefined : cell.verdict,
        target: targetText(cell, measure, t, i18n.language, [item.label]) ?? undefined,
        onOpen: cell.drill ? () => onOpen(cell) : undefined,
      },
    ];
  });
  return <Bars caption={title} heads={[axis.title, measure?.title ?? '']} rows={rows} walk={walk} />;
}
