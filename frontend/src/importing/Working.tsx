/** An import on its way in, or on its way out again: how far it is, and what can be done about it. */
import { useTranslation } from '../i18n/useTranslation';
import { useImportAct } from '../api/imports';
import type { ImportInfo } from '../api/types';
import { grouped } from '../lib/numbers';
import { Button } from '../ui/Button/Button';
import { Progress } from '../ui/Progress/Progress';
import { Banner } from '../ui/States/States';
import styles from './ImportPage.module.css';

export function Working({ job }: { job: ImportInfo }) {
  const { t } = useTranslation();
  const act = useImportAct(job.id);
  const undoing = job.state === 'undoing';
  const done = undoing ? job.undone + job.kept : job.done;
  const total = undoing ? job.created + job.updated : job.rows;
  const words = { done: grouped(String(done)), rows: grouped(String(total)) };
  return (
    <div className={styles.page}>
      <h2>{job.file_name}</h2>
      {act.isError && <Banner tone="bad" title={t('import.notDone')}>{act.error.message}</Banner>}
      <Progress done={done} total={total} label={t(`import.progress.${job.state}`, words)} />
      <p className={styles.note}>{job.state === 'paused' ? t('import.pausedNote') : t(job.state === 'running' && job.options.all_or_nothing ? 'import.inOneStep' : 'import.mayLeave')}</p>
      {!undoing && (
        <div className={styles.links}>
          {job.state === 'running' && !job.options.all_or_nothing && (
            <Button busy={act.isPending} onClick={() => act.mutate('pause')}>
              {t('import.pause')}
            </Button>
          )}
          {job.state === 'paused' && (
            <Button variant="solid" busy={act.isPending} onClick={() => act.mutate('resume')}>
              {t('import.resume')}
            </Button>
          )}
          {!(job.state === 'running' && job.options.all_or_nothing) && <Button variant="danger" busy={act.isPending} onClick={() => act.mutate('cancel')}>
            {t('import.cancel')}
          </Button>}
        </div>
      )}
    </div>
  );
}
