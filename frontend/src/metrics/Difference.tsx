/** Why this figure and another one are not the same: records that count in only one of them, and for what reason. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDifference, useMetrics } from '../api/metrics';
import type { MetricInfo } from '../api/types';
import { grouped } from '../lib/numbers';
import { Select } from '../ui/Select/Select';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { withUnit } from './figures';
import styles from './metrics.module.css';

interface Props {
  app: string;
  metric: MetricInfo;
  period: string;
  other: string | null;
  onOther: (key: string | null) => void;
}

export function Difference({ app, metric, period, other, onOther }: Props) {
  const { t, i18n } = useTranslation();
  const metrics = useMetrics(app);
  const known = metrics.data?.items ?? [];
  const found = useDifference(app, other ? { left: metric.key, left_period: period, right: other, right_period: period } : null);
  const right = known.find((one) => one.key === other);
  const data = found.data;
  return (
    <section className={styles.block} aria-label={t('metrics.difference')}>
      <header className={styles.head}>
        <h2>{t('metrics.differenceWith')}</h2>
        <Select size="small" label={t('metrics.other')} empty={t('metrics.choose')} value={other} onChange={onOther} options={known.filter((one) => one.permitted && one.key !== metric.key).map((one) => ({ value: one.key, label: one.title }))} />
      </header>
      {!other && <p className={styles.none}>{t('metrics.differenceWords')}</p>}
      {other && found.isPending && (
        <LoadingState>
          <Skeleton rows={4} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {data && right && (
        <>
          <p className={styles.versus}>
            <b>{data.left.title} {withUnit(data.left.value, metric, i18n.language)}</b>
            <span aria-hidden="true">≠</span>
            <b>{data.right.title} {withUnit(data.right.value, right, i18n.language)}</b>
          </p>
          {data.reason && <p className={styles.words}>{data.reason}</p>}
          {data.in_both !== null && <p className={styles.words}>{t('metrics.inBoth', { count: data.in_both, shown: grouped(String(data.in_both)) })}</p>}
          {data.only_in?.map((one) => (
            <div key={one.side} className={styles.only}>
              <h3>{t('metrics.onlyIn', { title: one.side === 'left' ? data.left.title : data.right.title, shown: grouped(String(one.records)), count: one.records })}</h3>
              <ul>
                {one.reasons.map((reason) => (
                  <li key={reason.text}>
                    {reason.text} <b>{t('metrics.records', { count: reason.records, shown: grouped(String(reason.records)) })}</b>
                  </li>
                ))}
              </ul>
              {one.examples.length > 0 && (
                <p className={styles.words}>
                  {t('metrics.examples')}{' '}
                  {one.examples.map((example) => (
                    <Link key={example.id} className={styles.example} to={`/apps/${data.form?.app}/${data.form?.key}/${example.id}`}>
                      {example.title ?? t('metrics.untitled')}
                    </Link>
                  ))}
                </p>
              )}
            </div>
          ))}
        </>
      )}
    </section>
  );
}
