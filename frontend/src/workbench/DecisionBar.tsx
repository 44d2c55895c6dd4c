/** The decision of an approval, always in sight: a comment, return (which needs one), agree. */
import { useRef, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { newIdempotencyKey } from '../api/client';
import { useTaskAct } from '../api/tasks';
import type { TaskDetail } from '../api/types';
import { usePageKeys } from '../desk/shortcuts';
import { Problem } from '../lib/problems';
import { Button } from '../ui/Button/Button';
import { TextInput } from '../ui/TextInput/TextInput';
import styles from './DecisionBar.module.css';

const agreeing = 'approve';

export function DecisionBar({ task, onDone }: { task: TaskDetail; onDone: (words: string) => void }) {
  const { t } = useTranslation();
  const act = useTaskAct(task.id);
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const [once] = useState(newIdempotencyKey);
  const box = useRef<HTMLInputElement>(null);
  const decisions = task.decisions ?? [agreeing, 'reject' as const];
  const decide = (decision: 'approve' | 'reject') => {
    if (act.isPending) return;
    if (decision !== agreeing && !comment.trim()) {
      setMissing(true);
      box.current?.focus();
      return;
    }
    act.mutate(
      { revision: task.revision, act: { act: 'decide', decision, comment: comment.trim(), once: `${once}${decision}` } },
      { onSuccess: () => onDone(t(`work.decided.${decision}`, { title: task.title, defaultValue: task.title })) },
    );
  };
  usePageKeys({ a: () => decide(agreeing), r: () => decisions.includes('reject') && decide('reject') });
  const late = act.error instanceof Problem && act.error.status === 409;
  return (
    <div className={styles.bar}>
      <div className={styles.words}>
        <TextInput
          ref={box}
          label={t('work.comment')}
          placeholder={t('work.commentHint')}
          value={comment}
          invalid={missing}
          describedBy={missing || act.isError ? 'decision-error' : undefined}
          onChange={(text) => {
            setComment(text);
            setMissing(false);
          }}
        />
        {(missing || act.isError) && (
          <p id="decision-error" role="alert" className={styles.refused}>
            {missing ? t('work.commentMissing') : late ? t('work.decidedElsewhere') : act.error?.message}
          </p>
        )}
      </div>
      {decisions
        .filter((decision) => decision !== agreeing)
        .map((decision) => (
          <Button key={decision} icon="back" shortcut={decision === 'reject' ? 'R' : undefined} disabled={act.isPending} onClick={() => decide(decision)}>
            {t(`work.decision.${decision}`, { defaultValue: decision })}
          </Button>
        ))}
      {decisions.includes(agreeing) && (
        <Button variant="solid" icon="check" shortcut="A" busy={act.isPending} onClick={() => decide(agreeing)}>
          {t('work.decision.approve')}
        </Button>
      )}
    </div>
  );
}
