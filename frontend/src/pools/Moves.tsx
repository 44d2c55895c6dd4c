/** What happened in a pool, newest first. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePoolMoves } from '../api/pools';
import { useNow } from '../api/session';
import type { PoolInfo } from '../api/types';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import styles from './pools.module.css';

export function Moves({ pool }: { pool: PoolInfo }) {
  const { t } = useTranslation();
  const now = useNow();
  const found = usePoolMoves(pool.app, pool.key);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={8} />
      </LoadingState>
    );
  }
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (items.length === 0) return <EmptyState title={t('pools.noMoves')} />;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('pools.at')}</th>
            <th scope="col">{t('pools.record')}</th>
            <th scope="col">{t('pools.what')}</th>
            <th scope="col">{t('pools.who')}</th>
            <th scope="col">{t('pools.cause')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <td><time dateTime={one.at}>{shortMoment(one.at, now)}</time></td>
              <th scope="row"><Link className={styles.link} to={`/apps/${pool.form.app}/${pool.form.key}/${one.record.id}`}>{one.record.title ?? t('pools.unseen')}</Link></th>
              <td>{t(`pools.did.${one.act}`)}</td>
              <td>{[one.from, one.person].filter(Boolean).join(' → ') || one.by || '—'}</td>
              <td>{[one.cause, one.comment === one.cause ? null : one.comment].filter(Boolean).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('pools.more')}</Button>
      )}
    </div>
  );
}
