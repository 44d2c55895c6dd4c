/** A task without a form: read, act, say that it is done. */
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate } from 'react-router';
import type { TaskDetail } from '../api/types';
import { Button } from '../ui/Button/Button';
import { ActTrouble } from './ActTrouble';
import { Decline } from './Decline';
import { FirstResponse } from './FirstResponse';
import { Page } from './Page';
import { TaskHead } from './TaskHead';
import { useAct } from './useAct';
import styles from './TaskPage.module.css';

export function WordTask({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { act, busy, error } = useAct(task);
  const complete = async () => {
    if (await act({ act: 'complete', values: {} })) void navigate('/', { replace: true, state: { done: task.title } });
  };
  return (
    <Page title={task.node_title} subtitle={task.app_title} back="/">
      <ActTrouble error={error} />
      <TaskHead task={task} />
      <FirstResponse task={task} />
      <div className={styles.bar}>
        {task.decline_reasons && <Decline task={task} reasons={task.decline_reasons} />}
        <Button variant="solid" icon="check" busy={busy} onClick={() => void complete()}>
          {t('phone.task.done')}
        </Button>
      </div>
    </Page>
  );
}
