/** What happened, newest first, a page at a time: a table whose first column is the moment. */
import type { ReactNode } from 'react';
import type { UseInfiniteQueryResult, InfiniteData } from '@tanstack/react-query';
import { useTranslation } from '../i18n/useTranslation';
import { useNow } from '../api/session';
import { isGone } from '../lib/problems';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { ClosedState, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import styles from './pools.module.css';

interface Entry {
  id: string;
  at: string;
}

interface Column<One> {
  title: string;
  /** What the row is about, for screen readers. */
  heads?: boolean;
  cell: (one: One) => ReactNode;
}

interface Props<One extends Entry> {
  found: UseInfiniteQueryResult<InfiniteData<{ items: One[] }>>;
  columns: Column<One>[];
  none: string;
}

export function Log<One extends Entry>({ found, columns, none }: Props<One>) {
  const { t } = useTranslation();
  const now = useNow();
  if (found.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={8} />
      </LoadingState>
    );
  }
  if (found.isError) return isGone(found.error) ? <ClosedState /> : <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const items = found.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState title={none} />;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('pools.at')}</th>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <td>
                <time dateTime={one.at}>{shortMoment(one.at, now)}</time>
              </td>
              {columns.map(({ title, heads, cell }) =>
                heads ? (
                  <th key={title} scope="row">
                    {cell(one)}
                  </th>
                ) : (
                  <td key={title}>{cell(one)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('pools.more')}
        </Button>
      )}
    </div>
  );
}
