/** Ranking: place, name, bar, figure and verdict. */
import { useTranslation } from '../i18n/useTranslation';
import type { MetricFigure } from '../api/types';
import { defineBlock, type BlockMetric, type BlockProps } from '../lib/defineBlock';
import { judgedText, verdicts } from '../metrics/figures';
import { JudgedMark } from '../ui/Verdict/Verdict';
import { Bullet } from './parts/Bullet';
import { FigureButton } from './parts/FigureButton';
import styles from './parts/parts.module.css';

interface Answer {
  metric: BlockMetric;
  by: { key: string; title: string };
  items: MetricFigure[];
  of: number;
  of_exact: boolean;
}

export default defineBlock<Answer>({ key: 'ranking', Block: Ranking });

function Ranking({ answer, block, onOpen }: BlockProps<Answer>) {
  const { t, i18n } = useTranslation();
  const { metric, by, items } = answer;
  if (items.length === 0) return <p className={styles.empty}>{t('metrics.noRecords')}</p>;
  const most = Math.max(...items.map((one) => Math.abs(Number(one.value ?? 0))));
  return (
    <>
      <table className={`${styles.table} ${styles.ranked}`} aria-label={block.title ?? undefined}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('pages.place')}</th>
            <th scope="col">{by.title}</th>
            <th scope="col">{t('metrics.size')}</th>
            <th scope="col">{metric.title}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one, at) => (
            <tr key={String(one.key)}>
              <td>{at + 1}</td>
              <th scope="row" className={styles.name}>{one.label ?? t('charts.hidden')}</th>
              <td className={styles.wide}>
                <Bullet value={one.value} most={most} />
              </td>
              <td className={`${styles.right} ${styles.strong}`}>
                <span className={styles.judged}>
                  <FigureButton figure={one} metric={metric} by={by.key} onOpen={onOpen} />
                  {one.target !== null && <JudgedMark kind={verdicts[one.verdict]} words={judgedText(one, metric, t, i18n.language)} />}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!answer.of_exact && <p className={styles.sub}>{t('pages.heaviest', { count: answer.of })}</p>}
    </>
  );
}
