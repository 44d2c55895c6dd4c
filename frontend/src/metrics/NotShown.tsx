/** In the place of a metric or an obligation: it is looked for, is not there, or is not for these eyes. */
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from '../i18n/useTranslation';
import type { AppInfo } from '../api/types';
import { Sheet } from '../desk/Sheet';
import { ClosedState, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import styles from './metrics.module.css';

interface Props {
  app: AppInfo;
  title: string;
  /** The list it would stand in. */
  found: Pick<UseQueryResult, 'isPending' | 'isError' | 'error' | 'data' | 'refetch'>;
  /** It stands there, and is not permitted. */
  known: boolean;
}

export function NotShown({ app, title, found, known }: Props) {
  const { t } = useTranslation();
  return (
    <Sheet title={title} note={<span className={styles.note}>{app.title}</span>}>
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={6} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {Boolean(found.data) && !known && <ClosedState />}
      {known && (
        <EmptyState icon="lock" title={t('metrics.notPermitted')}>
          {t('metrics.notPermittedWords')}
        </EmptyState>
      )}
    </Sheet>
  );
}
