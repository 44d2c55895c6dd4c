/** All metrics of an app, each with its figure of the month that runs. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useFigures, useMetrics } from '../api/metrics';
import { useObligations } from '../api/obligations';
import type { AppInfo, MetricInfo } from '../api/types';
import { AppPanel } from '../apps/AppPanel';
import { Sheet } from '../desk/Sheet';
import { Icon } from '../ui/Icon/Icon';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Verdict } from '../ui/Verdict/Verdict';
import { periodText, verdicts, withUnit } from './figures';
import styles from './metrics.module.css';

export function MetricList({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const found = useMetrics(app.key);
  const owed = useObligations(app.key).data?.items ?? [];
  return (
    <>
      <AppPanel app={app} />
      <Sheet title={t('metrics.title')} note={<span className={styles.note}>{app.title}</span>} scrolls>
        {found.isPending && (
          <LoadingState>
            <Skeleton rows={8} line={56} />
          </LoadingState>
        )}
        {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        {found.data && found.data.items.length === 0 && <EmptyState title={t('metrics.none')}>{t('metrics.noneWords')}</EmptyState>}
        <ul className={styles.list}>
          {found.data?.items.map((metric) => (
            <li key={metric.key}>
              <Link to={`/apps/${app.key}/-/metrics/${metric.key}`}>
                <b>{metric.title}</b>
                {metric.description && <small>{metric.description}</small>}
                <span className={styles.value}>{metric.permitted ? <Now app={app.key} metric={metric} /> : <><Icon name="lock" /><span className="visually-hidden">{t('metrics.notPermitted')}</span></>}</span>
              </Link>
            </li>
          ))}
        </ul>
        {owed.length > 0 && (
          <section aria-label={t('obligations.title')}>
            <h2 className={styles.heading}>{t('obligations.title')}</h2>
            <ul className={styles.list}>
              {owed.map((one) => (
                <li key={one.key}>
                  <Link to={`/apps/${app.key}/-/obligations/${one.key}`}>
                    <b>{one.title}</b>
                    <small>{one.words ?? t('metrics.notPermitted')}</small>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
      </Sheet>
    </>
  );
}

function Now({ app, metric }: { app: string; metric: MetricInfo }) {
  const { t, i18n } = useTranslation();
  const found = useFigures(app, metric.key, { period: 'month' });
  const one = found.data?.figures[0];
  const period = found.data?.periods[0];
  if (!one) return null;
  return (
    <>
      {withUnit(one.value, metric, i18n.language)}
      <small>{period ? periodText(period, t) : t('metrics.now')}</small>
      {one.target !== null && <Verdict kind={verdicts[one.verdict]}>{t(`metrics.verdicts.${one.verdict}`)}</Verdict>}
    </>
  );
}
