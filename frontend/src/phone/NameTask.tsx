/** A name to decide about, on the phone. */
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate } from 'react-router';
import type { TaskDetail, UnknownName } from '../api/types';
import { NameChoice, useNameChoice } from '../directory/NameChoice';
import { Button } from '../ui/Button/Button';
import { ActTrouble } from './ActTrouble';
import { Page } from './Page';
import { TaskHead } from './TaskHead';
import { useAct } from './useAct';
import page from './Page.module.css';
import styles from './TaskPage.module.css';

export function NameTask({ task, name }: { task: TaskDetail; name: UnknownName }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { act, busy, error } = useAct(task);
  const { choice, change, decision } = useNameChoice(name);
  const send = async () => {
    if (decision && (await act({ act: 'name', decision }))) void navigate('/', { replace: true, state: { done: task.title } });
  };
  return (
    <Page title={task.node_title} subtitle={task.app_title} back="/">
      <ActTrouble error={error} />
      <TaskHead task={task} />
      <div className={page.card}>
        <NameChoice name={name} choice={choice} onChange={change} />
      </div>
      <div className={styles.bar}>
        <Button variant={choice.kind === 'refuse' ? 'danger' : 'solid'} busy={busy} disabled={!decision} onClick={() => void send()}>
          {t(`names.do.${choice.kind}`)}
        </Button>
      </div>
    </Page>
  );
}
