/** The workflows about no record that one may start, each with what it does. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useStarts } from '../api/starts';
import type { StartOffer } from '../api/types';
import { Button } from '../ui/Button/Button';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { StartDialog } from './StartDialog';
import styles from './StartList.module.css';

export function StartList({ app }: { app?: string }) {
  const { t } = useTranslation();
  const starts = useStarts(app);
  const [chosen, setChosen] = useState<StartOffer | null>(null);
  if (starts.isPending) {
    return (
      <LoadingState what={t('starts.title')}>
        <Skeleton rows={3} line={60} />
      </LoadingState>
    );
  }
  if (starts.isError) return <ErrorState error={starts.error} onRetry={() => void starts.refetch()} />;
  const items = starts.data.items.filter((one) => one.menu && one.state !== 'unfit');
  if (items.length === 0) {
    return (
      <EmptyState icon="flow" title={t('starts.none')}>
        {t('starts.noneWords')}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {items.map((one) => (
          <li key={`${one.app}.${one.workflow}`} className={styles.item}>
            <span className={styles.words}>
              <b>{one.title}</b>
              {one.hint && <small>{one.hint}</small>}
              {one.state === 'running' && <small>{t('starts.running')}</small>}
            </span>
            <Button disabled={one.state === 'running'} onClick={() => setChosen(one)}>
              {t('starts.go')}
            </Button>
          </li>
        ))}
      </ul>
      {chosen && <StartDialog offer={chosen} record={null} onClose={() => setChosen(null)} />}
    </>
  );
}
