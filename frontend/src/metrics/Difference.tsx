/** Why this figure and another number about the same form are not the same. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useMetric } from '../api/metrics';
import type { MetricInfo } from '../api/types';
import { Compare } from '../lineage/Compare';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import styles from './metrics.module.css';

interface Props {
  app: string;
  metric: MetricInfo;
  period: string;
  periods: { value: string; label: string }[];
}

export function Difference({ app, metric, period, periods }: Props) {
  const { t } = useTranslation();
  const found = useMetric(app, metric.key, period);
  if (found.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={4} />
      </LoadingState>
    );
  }
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const { form, parts } = found.data.lineage;
  if (form) return <Compare app={form.app} form={form.key} left={`metric:${app}.${metric.key}`} period={period} periods={periods} />;
  return (
    <section className={styles.block} aria-label={t('metrics.difference')}>
      <p className={styles.words}>{t('metrics.ofTwo')}</p>
      <ul className={styles.choices}>
        {parts.map((part) => (
          <li key={part.metric}>
            <Link to={`/apps/${app}/-/metrics/${part.metric}?tab=difference`}>{part.title}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
