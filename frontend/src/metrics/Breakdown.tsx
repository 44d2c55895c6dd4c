/** A figure by a dimension: the heaviest values as rows with bars, what is empty, and all others together. */
import { useTranslation } from '../i18n/useTranslation';
import { useFigures } from '../api/metrics';
import type { MetricFigure, MetricInfo } from '../api/types';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Select } from '../ui/Select/Select';
import { Verdict } from '../ui/Verdict/Verdict';
import { changeText, targetText, verdicts, withUnit } from './figures';
import styles from './metrics.module.css';

interface Props {
  app: string;
  metric: MetricInfo;
  period: string;
  by: string;
  compare: 'previous' | 'year';
  onBy: (by: string) => void;
  onOpen: (value: string) => void;
}

export function Breakdown({ app, metric, period, by, compare, onBy, onOpen }: Props) {
  const { t } = useTranslation();
  const found = useFigures(app, metric.key, { period, by, compare, most: 20 });
  return (
    <section className={styles.block} aria-label={t('metrics.breakdown')} aria-busy={found.isFetching}>
      <header className={styles.head}>
        <h2>{t('metrics.breakdown')}</h2>
        <Select size="small" label={t('metrics.by')} value={by} onChange={(value) => value && onBy(value)} options={metric.dimensions.map((one) => ({ value: one.key, label: one.title }))} />
      </header>
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={6} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (found.data.figures.length === 0 ? <p className={styles.none}>{t('metrics.noRecords')}</p> : <Rows metric={metric} figures={found.data.figures} compare={compare} onOpen={onOpen} />)}
    </section>
  );
}

function Rows({ metric, figures, compare, onOpen }: { metric: MetricInfo; figures: MetricFigure[]; compare: string; onOpen: (value: string) => void }) {
  const { t, i18n } = useTranslation();
  const sizes = figures.map((one) => Math.abs(Number(one.value ?? 0)));
  const most = Math.max(...sizes) || 1;
  // Where all have one target the page says it above.
  const targets = new Set(figures.filter((one) => one.target !== null).map((one) => one.target)).size > 1;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('metrics.by')}</th>
            <th scope="col">{t('metrics.size')}</th>
            <th scope="col">{metric.title}</th>
            <th scope="col">{t('metrics.changed')}</th>
            {metric.good && <th scope="col">{t('metrics.verdict')}</th>}
          </tr>
        </thead>
        <tbody>
          {figures.map((one, at) => (
            <tr key={`${one.kind} ${JSON.stringify(one.key)}`}>
              <th scope="row" className={styles.label}>{one.label ?? t('charts.hidden')}</th>
              <td className={styles.bar}>
                <svg preserveAspectRatio="none" viewBox="0 0 100 1" aria-hidden="true">
                  <rect className={one.kind === 'value' ? styles.fill : styles.rest} width={(100 * (sizes[at] ?? 0)) / most} height="1" />
                </svg>
              </td>
              <td className={styles.right}>
                {one.kind !== 'rest' && one.records > 0 ? (
                  <button type="button" className={styles.open} onClick={() => onOpen(JSON.stringify(one.key))}>{withUnit(one.value, metric, i18n.language)}</button>
                ) : (
                  withUnit(one.value, metric, i18n.language)
                )}
              </td>
              <td className={styles.moved}>{changeText(one, metric, compare, t, i18n.language)}</td>
              {metric.good && (
                <td>
                  {one.target !== null && <Verdict kind={verdicts[one.verdict]}>{t(`metrics.verdicts.${one.verdict}`)}</Verdict>}
                  {targets && one.target !== null && <small className={styles.target}>{targetText(one, metric, t, i18n.language)}</small>}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
