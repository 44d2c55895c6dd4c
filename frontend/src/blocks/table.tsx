/** Table: metrics as columns, the values of a dimension as rows. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { defineBlock, type BlockProps } from '../lib/defineBlock';
import { judgedText, verdicts } from '../metrics/figures';
import { JudgedMark } from '../ui/Verdict/Verdict';
import { FigureButton } from './parts/FigureButton';
import type { GridAnswer } from './parts/grid';
import { lineageOf } from './parts/lineageOf';
import styles from './parts/parts.module.css';

export default defineBlock<GridAnswer>({ key: 'table', Block: TableBlock });

function TableBlock({ answer, block, period, onOpen }: BlockProps<GridAnswer>) {
  const { t, i18n } = useTranslation();
  const { metrics, by, rows } = answer;
  if (rows.length === 0) return <p className={styles.empty}>{t('metrics.noRecords')}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={block.title ?? undefined}>
        <thead>
          <tr>
            <th scope="col">{by?.title}</th>
            {metrics.map((metric) => (
              <th key={metric.key} scope="col" className={styles.right}>
                <Link to={lineageOf(metric, period)}>{metric.title}</Link>
                {metric.unit && metric.shown !== 'share' && ` (${metric.unit})`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.kind} ${String(row.key)}`}>
              <th scope="row" className={styles.name}>{row.kind === 'all' ? t('pages.all') : (row.label ?? t('charts.hidden'))}</th>
              {metrics.map((metric, at) => {
                const figure = row.figures[at] ?? null;
                return (
                  <td key={metric.key} className={styles.right}>
                    <span className={styles.judged}>
                      <FigureButton figure={figure} metric={metric} by={by?.key} onOpen={onOpen} />
                      {figure?.target && <JudgedMark kind={verdicts[figure.verdict]} words={judgedText(figure, metric, t, i18n.language)} />}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
