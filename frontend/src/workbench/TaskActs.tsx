/** What one may do with a task besides filling it in: acts that count as the first response, and declining with a reason. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useTaskAct } from '../api/tasks';
import { newIdempotencyKey } from '../api/client';
import type { TaskDetail } from '../api/types';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Select } from '../ui/Select/Select';
import { TextArea } from '../ui/TextArea/TextArea';
import { Banner } from '../ui/States/States';
import styles from './DecisionBar.module.css';

/** Handing in the form is an act too, but its button is the form's own. */
const byForm = 'submitted';

interface Props {
  task: TaskDetail;
  onDone: (words: string) => void;
  /** Stands alone at the foot, with a button to finish. */
  bar?: boolean;
}

export function TaskActs({ task, onDone, bar }: Props) {
  const { t } = useTranslation();
  const [declining, setDeclining] = useState(false);
  const act = useTaskAct(task.id);
  // An act without a title of its own has one of the usual words.
  const acts = task.first_response.map(({ key, title }) => ({ key, title: title === key ? t(`acts.${key}`, { defaultValue: key }) : title })).filter((one) => one.key !== byForm);
  const buttons = (
    <>
      {task.decline_reasons && (
        <Button icon="swap" onClick={() => setDeclining(true)}>
          {t('work.decline')}
        </Button>
      )}
      {task.state !== 'accepted' &&
        acts.map((one) => (
          <Button key={one.key} icon="phone" busy={act.isPending && act.variables?.act.act === 'accept'} onClick={() => act.mutate({ revision: task.revision, act: { act: 'accept', how: one.key } })}>
            {one.title}
          </Button>
        ))}
      {act.isError && (
        <span role="alert" className={styles.refused}>
          {act.error.message}
        </span>
      )}
      {declining && <DeclineDialog task={task} onClose={() => setDeclining(false)} onDone={onDone} />}
    </>
  );
  if (!bar) return buttons;
  const finish = () => act.mutate({ revision: task.revision, act: { act: 'complete', values: {} } }, { onSuccess: () => onDone(t('work.completed', { title: task.title })) });
  return (
    <div className={styles.bar}>
      <span className={styles.grow} />
      {buttons}
      <Button variant="solid" icon="check" busy={act.isPending} onClick={finish}>
        {t('work.finish')}
      </Button>
    </div>
  );
}

function DeclineDialog({ task, onClose, onDone }: { task: TaskDetail; onClose: () => void; onDone: (words: string) => void }) {
  const { t } = useTranslation();
  const act = useTaskAct(task.id);
  const [reason, setReason] = useState<string | null>(null);
  const [comment, setComment] = useState('');
  const [once] = useState(newIdempotencyKey);
  const send = () => {
    if (!reason) return;
    act.mutate({ revision: task.revision, act: { act: 'decline', reason, comment, once } }, { onSuccess: () => onDone(t('work.declined', { title: task.title })) });
  };
  return (
    <Dialog
      title={t('work.declineTitle', { title: task.title })}
      onClose={onClose}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" disabled={!reason} busy={act.isPending} onClick={send}>
            {t('work.decline')}
          </Button>
        </>
      }
    >
      {act.isError && <Banner tone="bad" title={act.error.message} />}
      <div className={styles.fields}>
        <FieldFrame id="decline-reason" label={t('work.reason')} required>
          <Select id="decline-reason" value={reason} onChange={setReason} empty={t('work.chooseReason')} options={(task.decline_reasons ?? []).map((one) => ({ value: one.key, label: one.title }))} required />
        </FieldFrame>
        <FieldFrame id="decline-comment" label={t('work.comment')} optional>
          <TextArea id="decline-comment" value={comment} onChange={setComment} />
        </FieldFrame>
      </div>
    </Dialog>
  );
}
