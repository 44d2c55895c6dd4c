/** The alarms over a metric: when each is raised, in words, and what it found, newest first. Nothing where there is none. */
import { useTranslation } from '../i18n/useTranslation';
import { useAlarms } from '../api/metrics';
import { useNow } from '../api/session';
import type { AlarmInfo, MetricInfo } from '../api/types';
import { shortMoment } from '../lib/time';
import { ErrorState } from '../ui/States/States';
import { Verdict, type VerdictKind } from '../ui/Verdict/Verdict';
import { periodText, withUnit } from './figures';
import styles from './metrics.module.css';

const kinds: Record<AlarmInfo['findings'][number]['state'], VerdictKind> = { raised: 'bad', recovered: 'good' };

export function Alarms({ app, metric }: { app: string; metric: MetricInfo }) {
  const { t } = useTranslation();
  const found = useAlarms(app, metric.key);
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data || found.data.items.length === 0) return null;
  return (
    <section className={styles.block} aria-label={t('alarms.title')}>
      <header className={styles.head}>
        <h2>{t('alarms.title')}</h2>
      </header>
      {found.data.items.map((one) => (
        <Alarm key={one.key} alarm={one} metric={metric} />
      ))}
    </section>
  );
}

function Alarm({ alarm, metric }: { alarm: AlarmInfo; metric: MetricInfo }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const by = metric.dimensions.find((one) => one.key === alarm.by)?.title;
  const words = [
    t(`alarms.when.${alarm.state}`, { count: alarm.in_a_row, unit: t(`alarms.units.${alarm.period}`) }),
    by && t('alarms.each', { by }),
    t(`alarms.missing.${alarm.missing}`),
    t(`alarms.again.${alarm.again}`),
    alarm.grace_days > 0 && t('alarms.grace', { count: alarm.grace_days }),
  ];
  return (
    <>
      <p className={styles.words}>
        <b>{alarm.title}</b> {words.filter(Boolean).join(t('metrics.comma'))}
      </p>
      {alarm.findings.length === 0 && <p className={styles.none}>{t('alarms.none')}</p>}
      {alarm.findings.length > 0 && (
        <div className={styles.scroll}>
          <table className={`${styles.table} ${styles.findings}`}>
            <thead>
              <tr>
                <th scope="col">{t('alarms.period')}</th>
                {by && <th scope="col">{by}</th>}
                <th scope="col" className={styles.right}>{metric.title}</th>
                <th scope="col">{t('alarms.state')}</th>
                <th scope="col">{t('alarms.at')}</th>
              </tr>
            </thead>
            <tbody>
              {alarm.findings.map((one) => (
                <tr key={`${one.period.key} ${one.label ?? ''} ${one.at}`}>
                  <th scope="row">{periodText(one.period, t)}</th>
                  {by && <td>{one.label ?? t('charts.hidden')}</td>}
                  <td className={styles.right}>{withUnit(one.value, metric, i18n.language)}</td>
                  <td>
                    <Verdict kind={kinds[one.state]}>{t(`alarms.states.${one.state}`, { count: one.in_a_row })}</Verdict>
                  </td>
                  <td>{shortMoment(one.at, now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
