/** A name to decide about: what it may be, and the button that says it. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useTaskAct } from '../api/tasks';
import type { TaskDetail, UnknownName } from '../api/types';
import { NameChoice, useNameChoice } from '../directory/NameChoice';
import { Attempts } from '../form/attempts';
import { Button } from '../ui/Button/Button';
import { Banner } from '../ui/States/States';
import styles from './DecisionBar.module.css';

export function NameTask({ task, name, onDone }: { task: TaskDetail; name: UnknownName; onDone: (words: string) => void }) {
  const { t } = useTranslation();
  const act = useTaskAct(task.id);
  const [attempts] = useState(() => new Attempts());
  const { choice, change, decision } = useNameChoice(name);
  const send = () => {
    if (!decision) return;
    act.mutate({ revision: task.revision, act: { act: 'name', decision, once: attempts.keyFor(decision) } }, { onSuccess: () => onDone(t(`work.named.${choice.kind}`, { name: name.name })) });
  };
  return (
    <>
      {act.isError && <Banner tone="bad" title={act.error.message} />}
      <NameChoice name={name} choice={choice} onChange={change} />
      <div className={styles.decide}>
        <Button variant={choice.kind === 'refuse' ? 'danger' : 'solid'} busy={act.isPending && act.variables?.act.act === 'name'} disabled={!decision} onClick={send}>
          {t(`names.do.${choice.kind}`)}
        </Button>
      </div>
    </>
  );
}
