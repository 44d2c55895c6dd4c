/** The figures of any chart as a table: the first axis down, the others and the measures across. Each number opens what it counts. */
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { FigureCell } from '../../api/charts';
import type { ChartProps } from '../../lib/defineChart';
import { axisAt, itemText, placed, unitText } from './words';
import styles from './parts.module.css';

export function FiguresTable({ figures, title, onOpen }: ChartProps) {
  const { t } = useTranslation();
  const down = axisAt(figures, 0);
  const across = figures.axes[1];
  const cellAt = placed(figures);
  const ofOwn = across?.key === 'measure' || down.key === 'measure';
  const measures = ofOwn ? [null] : figures.measures.map((_, at) => at);
  const columns = (across?.items ?? [null]).flatMap((item, at) => measures.map((measure) => ({ item, at, measure })));
  const head = ({ item, measure }: (typeof columns)[number]) =>
    [item && itemText(item, t), (!item || figures.measures.length > 1) && measure !== null && figures.measures[measure]?.title].filter(Boolean).join(' · ');
  const find = (row: number, column: (typeof columns)[number]) => {
    const at = across ? [row, column.at] : [row];
    const measure = column.measure ?? (across?.key === 'measure' ? column.at : row);
    return cellAt(at, Math.min(measure, figures.measures.length - 1));
  };
  return (
    <div className={styles.scroll} role="group" aria-label={title} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{down.title}</th>
            {columns.map((column) => (
              <th key={`${column.at} ${column.measure}`} scope="col" className={styles.number}>
                {head(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {down.items.map((item, row) => (
            <tr key={`${item.kind} ${JSON.stringify(item.key)} ${row}`} className={item.kind === 'total' ? styles.total : undefined}>
              <th scope="row" style={{ paddingLeft: 4 + item.level * 16 }}>
                {itemText(item, t)}
              </th>
              {columns.map((column) => (
                <td key={`${column.at} ${column.measure}`} className={styles.number}>
                  <CellNumber cell={find(row, column)} figures={figures} onOpen={onOpen} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A number with its unit; a button where there are records to open. */
export function CellNumber({ cell, figures, onOpen, mark }: { cell: FigureCell | undefined; figures: ChartProps['figures']; onOpen: ChartProps['onOpen']; mark?: object }): ReactNode {
  const { t, i18n } = useTranslation();
  const measure = cell && figures.measures[cell.measure];
  if (!cell || !measure) return '';
  const text = unitText(cell.value, measure, t, i18n.language);
  if (!cell.drill) return text;
  return (
    <button type="button" className={styles.open} onClick={() => onOpen(cell)} {...mark}>
      {text}
    </button>
  );
}
