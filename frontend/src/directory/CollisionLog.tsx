/** Who asked whether somebody owns a company, what and when: the log that the question itself announces. */
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useCollisionLog } from '../api/pools';
import { useNow } from '../api/session';
import type { AppInfo } from '../api/types';
import { Sheet } from '../desk/Sheet';
import { isGone } from '../lib/problems';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { ClosedState, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import styles from '../pools/pools.module.css';

export function CollisionLog({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { form: key = '' } = useParams();
  const navigate = useNavigate();
  const now = useNow();
  const found = useCollisionLog(app.key, key);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Sheet title={t('pools.asked.title')} lead={<Button variant="quiet" icon="left" label={t('common.back')} onClick={() => void navigate(`/apps/${app.key}/${key}`)} />} scrolls>
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={8} />
        </LoadingState>
      )}
      {found.isError && (isGone(found.error) ? <ClosedState /> : <ErrorState error={found.error} onRetry={() => void found.refetch()} />)}
      {found.data && items.length === 0 && <EmptyState title={t('pools.asked.none')} />}
      {items.length > 0 && (
        <div className={styles.page}>
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('pools.at')}</th>
                  <th scope="col">{t('pools.who')}</th>
                  <th scope="col">{t('pools.asked.name')}</th>
                  <th scope="col">{t('pools.asked.answer')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <td><time dateTime={one.at}>{shortMoment(one.at, now)}</time></td>
                    <th scope="row">{one.by ?? '—'}</th>
                    <td>{one.asked}</td>
                    <td>{t(one.owned ? 'pools.asked.owned' : 'pools.asked.free')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {found.hasNextPage && <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('pools.more')}</Button>}
        </div>
      )}
    </Sheet>
  );
}
