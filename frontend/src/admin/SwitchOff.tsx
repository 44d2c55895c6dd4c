/** Before somebody is switched off: what he has in hand, and where it goes. */
import { useTranslation } from '../i18n/useTranslation';
import { useInHand, useSwitching } from '../api/leaving';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { Banner, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import styles from './Admin.module.css';

interface Props {
  person: { id: string; name: string };
  onClose: () => void;
}

export function SwitchOff({ person, onClose }: Props) {
  const { t } = useTranslation();
  const found = useInHand(person.id);
  const switching = useSwitching();
  const go = () => switching.mutate({ person: person.id, active: false }, { onSuccess: onClose });
  return (
    <Dialog
      title={t('admin.off.title', { name: person.name })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="danger" busy={switching.isPending} disabled={!found.data} onClick={go}>
            {t('admin.off.do', { name: person.name })}
          </Button>
        </>
      }
    >
      {switching.isError && <Banner tone="bad" title={switching.error.message} />}
      <p className={styles.ask}>{t('admin.off.words')}</p>
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={2} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <ul className={styles.hand}>
          <li>{found.data.tasks === 0 ? t('admin.off.noTasks') : found.data.heir ? t('admin.off.tasksTo', { count: found.data.tasks, heir: found.data.heir }) : t('admin.off.tasksStay', { count: found.data.tasks })}</li>
          {found.data.pooled > 0 && <li>{t('admin.off.pooled', { count: found.data.pooled })}</li>}
        </ul>
      )}
    </Dialog>
  );
}
