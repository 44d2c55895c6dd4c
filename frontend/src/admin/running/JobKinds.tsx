/** What background jobs of each kind did lately: how many, when, and how long they waited. */
import { useTranslation } from '../../i18n/useTranslation';
import { useJobKinds } from '../../api/running';
import { useNow } from '../../api/session';
import { shortMoment } from '../../lib/time';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { secondsText } from './figures';
import styles from './Running.module.css';

export function JobKinds() {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const found = useJobKinds();
  if (found.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={4} line={40} />
      </LoadingState>
    );
  }
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const { since, until, items } = found.data;
  if (items.length === 0) return <EmptyState icon="check" title={t('running.noKinds')} />;
  const piece_ms = (Date.parse(until) - Date.parse(since)) / (items[0]?.counts.length || 1);
  return (
    <section className={styles.part}>
      <h2>{t('running.kindsSince', { at: shortMoment(since, now) })}</h2>
      <div className={styles.scrolls}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('running.kind')}</th>
              <th scope="col">{t('running.overTime')}</th>
              {(['count', 'stoppedOnes', 'slowKind'] as const).map((column) => (
                <th key={column} scope="col" className={styles.number}>
                  {t(`running.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ kind, counts, stopped, slow_wait_s: slow }) => (
              <tr key={kind}>
                <th scope="row">{kind}</th>
                <td>
                  <ol className={styles.small} aria-label={`${kind} · ${t('running.overTime')}`}>
                    {counts.map((count, at) => {
                      const said = `${shortMoment(new Date(Date.parse(since) + at * piece_ms).toISOString(), now)} · ${count}`;
                      return (
                        <li key={said} title={said}>
                          <span className={styles.bar} style={{ height: `${(count / Math.max(1, ...counts)) * 100}%` }} />
                          <span className={styles.hidden}>{said}</span>
                        </li>
                      );
                    })}
                  </ol>
                </td>
                <td className={styles.number}>{counts.reduce((all, count) => all + count, 0).toLocaleString(i18n.language)}</td>
                <td className={stopped > 0 ? `${styles.number} ${styles.bad}` : styles.number}>{stopped}</td>
                <td className={styles.number}>{secondsText(slow, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
