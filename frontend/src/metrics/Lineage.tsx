/** Where a figure comes from: what it is in words, as a list from the field to the figure, and which records it leaves out. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useMetric } from '../api/metrics';
import type { MetricLineage } from '../api/types';
import { grouped } from '../lib/numbers';
import { Icon } from '../ui/Icon/Icon';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import styles from './metrics.module.css';

export function Lineage({ app, metric, period }: { app: string; metric: string; period: string }) {
  const { t } = useTranslation();
  const found = useMetric(app, metric, period);
  if (found.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={6} />
      </LoadingState>
    );
  }
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const { metric: info, lineage } = found.data;
  return (
    <section className={styles.block} aria-label={t('metrics.lineage')}>
      {info.description && <p className={styles.words}>{info.description}</p>}
      {info.source_note && <p className={styles.words}>{info.source_note}</p>}
      <One app={app} lineage={lineage} />
      <p className={styles.choices}>
        <Link to={`/apps/${app}/-/lineage?node=metric:${app}.${metric}`}>{t('lineage.open')}</Link>
      </p>
    </section>
  );
}

function One({ app, lineage }: { app: string; lineage: MetricLineage }) {
  const { t } = useTranslation();
  return (
    <>
      <dl className={styles.sentences}>
        {lineage.sentences.map((one) => (
          <div key={one.about}>
            <dt>{t(`metrics.about.${one.about}`)}</dt>
            <dd>{one.text}</dd>
          </div>
        ))}
      </dl>
      {lineage.form && (
        <ol className={styles.chain} aria-label={t('metrics.chain')}>
          {lineage.fields.length > 0 && (
            <li>
              <Icon name="text" /> {lineage.fields.map((field) => field.title).join(' · ')}
            </li>
          )}
          <li>
            <Icon name="table" /> <Link to={`/apps/${lineage.form.app}/${lineage.form.key}`}>{lineage.form.title}</Link>
          </li>
          <li>
            <Icon name="chart" /> <Link to={`/apps/${app}/-/metrics/${lineage.metric}`}>{lineage.title}</Link>
          </li>
        </ol>
      )}
      {lineage.left_out && (
        <dl className={styles.counts}>
          {(['counted', 'outside_filter', 'moment_empty', 'other_period', 'value_empty'] as const).map((step) => {
            const count = lineage.left_out?.[step];
            return count === undefined ? null : (
              <div key={step}>
                <dt>{t(`metrics.leftOut.${step}`)}</dt>
                <dd>{grouped(String(count))}</dd>
              </div>
            );
          })}
        </dl>
      )}
      {lineage.parts.map((part) => (
        <section key={part.metric} className={styles.inner} aria-label={part.title}>
          <h3>{part.title}</h3>
          <One app={app} lineage={part} />
        </section>
      ))}
    </>
  );
}
