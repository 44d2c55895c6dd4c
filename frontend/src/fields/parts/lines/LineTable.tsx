/** Lines for reading: a table that scrolls within itself, with the sums below. */
import { useTranslation } from '../../../i18n/useTranslation';
import type { Labels } from '../../../lib/defineField';
import { knownFields } from '../../../lib/knownFields';
import { classes } from '../../../ui/classes';
import { summed, type Line, type LineColumn } from './model';
import { columnSum } from './working';
import { LineCell } from './LineCell';
import styles from './lines.module.css';

interface Props {
  field: string;
  lines: Line[];
  columns: LineColumn[];
  labels?: Labels;
  app?: string;
}

export function LineTable({ field, lines, columns, labels, app }: Props) {
  const { t } = useTranslation();
  const sums = summed(columns);
  return (
    // A table that scrolls must be reachable by keyboard.
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('lines.table')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.number}>{t('lines.number')}</th>
            {columns.map((column) => (
              <th key={column.key} className={classes(isRight(column) && styles.right)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, place) => (
            <tr key={line.id}>
              <td className={styles.number}>{place + 1}</td>
              {columns.map((column) => (
                <td key={column.key} className={classes(isRight(column) && styles.right)}>
                  <LineCell column={column} value={line[column.key]} label={labels?.[`${field}/${line.id}/${column.key}`]} app={app} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {sums.length > 0 && (
          <tfoot>
            <tr>
              <td className={styles.number}>{t('lines.sum')}</td>
              {columns.map((column) => (
                <td key={column.key} className={classes(isRight(column) && styles.right)}>
                  {sums.includes(column) && <LineCell column={column} value={columnSum(lines, column.key)} />}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

export function isRight(column: LineColumn): boolean {
  const type = column.type === 'formula' ? String(column.settings.result ?? 'text') : column.type;
  return knownFields.get(type)?.align === 'right';
}
