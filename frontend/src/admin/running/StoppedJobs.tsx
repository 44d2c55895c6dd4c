/** Jobs that wait for a person: what they are, why they stopped, and running them again. */
import { useTranslation } from '../../i18n/useTranslation';
import { useRetryJob, useStoppedJobs, type StoppedJob } from '../../api/running';
import { useNow } from '../../api/session';
import { shortMoment } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import styles from './Running.module.css';

export function StoppedJobs() {
  const { t } = useTranslation();
  const found = useStoppedJobs();
  return (
    <section className={styles.part}>
      <h2>{t('running.stoppedJobs')}</h2>
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={3} line={44} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && (
        <EmptyState icon="check" title={t('running.noJobs')}>
          {t('running.noJobsWords')}
        </EmptyState>
      )}
      <ul>
        {found.data?.items.map((one) => (
          <Job key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Job({ one }: { one: StoppedJob }) {
  const { t } = useTranslation();
  const now = useNow();
  const retry = useRetryJob();
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <span className={styles.strong}>{one.detail}</span>
        <p className={styles.note}>{[one.app, one.kind, t('running.attempts', { count: one.attempts }), one.since && shortMoment(one.since, now)].filter(Boolean).join(' · ')}</p>
        {retry.isError && <p className={styles.bad}>{retry.error.message}</p>}
      </div>
      <Button size="small" icon="redo" busy={retry.isPending} aria-label={`${t('incidents.retry')} · ${one.kind}`} onClick={() => retry.mutate(one.id)}>
        {t('incidents.retry')}
      </Button>
    </li>
  );
}
