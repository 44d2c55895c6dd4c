/** An approval: its facts, its clock, its process and its buttons together, over the inbox. */
import { useId, useRef, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate } from 'react-router';
import { useNow } from '../api/session';
import type { TaskDetail } from '../api/types';
import { Button } from '../ui/Button/Button';
import { Due } from '../ui/Due/Due';
import { FieldFrame, describedBy } from '../ui/FieldFrame/FieldFrame';
import { Tag } from '../ui/Tag/Tag';
import { TextArea } from '../ui/TextArea/TextArea';
import { ActTrouble } from './ActTrouble';
import { FactGrid } from './FactGrid';
import { useGoBack } from './Page';
import { ProgressLine } from './ProgressLine';
import { RecordFacts } from './RecordFacts';
import { Sheet } from './Sheet';
import { useAct } from './useAct';
import styles from './TaskPage.module.css';

export function ApprovalSheet({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const id = useId();
  const now = useNow();
  const navigate = useNavigate();
  const goBack = useGoBack('/');
  const { act, busy, error, doing } = useAct(task);
  const comment = useRef<HTMLTextAreaElement>(null);
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  const decisions = task.decisions ?? [];

  const decide = async (decision: 'approve' | 'reject') => {
    if (decision === 'reject' && !words.trim()) {
      setMissing(true);
      comment.current?.scrollIntoView?.({ block: 'center' });
      comment.current?.focus({ preventScroll: true });
      return;
    }
    if (await act({ act: 'decide', decision, comment: words.trim() })) {
      void navigate('/', { replace: true, state: { done: t(`phone.task.decided.${decision}`, { title: task.title, defaultValue: task.title }) } });
    }
  };
  const problem = missing && !words.trim() ? t('phone.task.commentMissing') : null;
  return (
    <Sheet
      label={task.node_title}
      onClose={goBack}
      foot={decisions
        .toSorted((one, other) => Number(one === 'approve') - Number(other === 'approve'))
        .map((decision) => (
          <Button
            key={decision}
            variant={decision === 'approve' ? 'solid' : 'line'}
            icon={decision === 'approve' ? 'check' : 'back'}
            busy={busy && doing?.act === 'decide' && doing.decision === decision}
            disabled={busy}
            onClick={() => void decide(decision)}
          >
            {t(`phone.task.decision.${decision}`, { defaultValue: decision })}
          </Button>
        ))}
    >
      <div className={styles.sheetTop}>
        <Tag tone="indigo">{task.node_title}</Tag>
        {task.due_at && <Due due={task.due_at} now={now} />}
      </div>
      <h1 className={styles.sheetTitle}>{task.record?.title ?? task.title}</h1>
      <p className={styles.line}>{task.subtitle ?? task.app_title}</p>
      <ActTrouble error={error} />
      <FactGrid facts={task.facts} app={task.record?.app ?? task.app} />
      {task.flow && <ProgressLine flow={task.flow} />}
      {task.record_detail && (
        <div className={styles.sheetDetails}>
          <RecordFacts app={task.record?.app ?? task.app} fields={task.record_detail.fields} record={task.record_detail} />
        </div>
      )}
      <FieldFrame id={id} label={t('phone.task.opinion')} hint={t('phone.task.opinionHint')} error={problem}>
        <TextArea ref={comment} id={id} rows={2} value={words} onChange={setWords} invalid={problem !== null} describedBy={describedBy(id, { hint: true, error: problem })} />
      </FieldFrame>
    </Sheet>
  );
}
