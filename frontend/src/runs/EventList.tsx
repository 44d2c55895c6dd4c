/** All that happened to a run, in order, as sentences. */
import { useTranslation } from '../i18n/useTranslation';
import { useInstanceEvents, type InstanceInfo } from '../api/instances';
import { useNow } from '../api/session';
import { momentText } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import styles from './runs.module.css';

export function EventList({ run, onChoose }: { run: InstanceInfo; onChoose: (key: string) => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const found = useInstanceEvents(run.id, run.event_count);
  if (found.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={8} />
      </LoadingState>
    );
  }
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <ol className={styles.events} aria-label={t('runs.events')}>
        {found.data.pages
          .flatMap((page) => page.items)
          .map(({ number, at, node, title, visit, kind, words }) => (
            <li key={number} data-kind={kind}>
              <span className={styles.number}>{number}</span>
              <time dateTime={at}>{momentText(at, now)}</time>
              <span>
                {node && title && (
                  <button type="button" onClick={() => onChoose(node)}>
                    {title}
                    {(visit ?? 1) > 1 && ` · ${t('runs.visit', { count: visit ?? 1 })}`}
                  </button>
                )}
                <span>{words}</span>
              </span>
            </li>
          ))}
      </ol>
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('runs.more')}
        </Button>
      )}
    </>
  );
}
