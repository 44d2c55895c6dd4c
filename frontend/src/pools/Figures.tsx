/** Figures of a pool: by cause and age, claims by person, returns, conflicts. */
import { useTranslation } from '../i18n/useTranslation';
import { usePoolFigures } from '../api/pools';
import type { PoolInfo } from '../api/types';
import { useUrlState } from '../apps/urlState';
import { Button } from '../ui/Button/Button';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import styles from './pools.module.css';

const spans = [1, 7, 30] as const;
const counts = ['claimed', 'assigned', 'returned', 'recycled', 'conflicts'] as const;

export function Figures({ pool }: { pool: PoolInfo }) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const days = spans.find((one) => String(one) === url.get('days')) ?? 7;
  const found = usePoolFigures(pool.app, pool.key, days);
  if (found.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={8} />
      </LoadingState>
    );
  }
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const figures = found.data;
  const people = new Map<string, { name: string; count: number }>();
  for (const one of figures.claims) people.set(one.person.id, { name: one.person.name ?? '', count: (people.get(one.person.id)?.count ?? 0) + one.count });
  return (
    <>
      <div className={styles.spans} role="group" aria-label={t('pools.span')}>
        {spans.map((one) => (
          <Button key={one} size="small" pressed={days === one} onClick={() => setUrl({ days: one === 7 ? null : String(one) })}>
            {t('pools.lastDays', { count: one })}
          </Button>
        ))}
      </div>
      <dl className={styles.counts}>
        {counts.map((one) => (
          <div key={one}>
            <dt>{t(`pools.count.${one}`)}</dt>
            <dd>{figures[one]}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.columns}>
        <Share title={t('pools.byCause')} empty={t('pools.none')} rows={figures.by_cause.map((one) => [one.cause, one.count])} />
        <Share title={t('pools.byAge')} empty={t('pools.none')} rows={figures.lying === 0 ? [] : figures.by_age.map((one) => [one.days === 0 ? t('pools.all') : t('pools.atLeast', { count: one.days }), one.count])} />
        <Share title={t('pools.byPerson')} empty={t('pools.noClaims')} rows={[...people.values()].toSorted((one, other) => other.count - one.count).map((one) => [one.name, one.count])} />
      </div>
    </>
  );
}

function Share({ title, rows, empty }: { title: string; rows: [string, number][]; empty: string }) {
  return (
    <section aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      {rows.length === 0 && <p className={styles.words}>{empty}</p>}
      <table className={styles.table}>
        <tbody>
          {rows.map(([name, count]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={styles.right}>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
