/** Giving a task back with a reason. */
import { useId, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate } from 'react-router';
import type { TaskDetail } from '../api/types';
import { localized } from '../lib/localized';
import { Button } from '../ui/Button/Button';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { TextArea } from '../ui/TextArea/TextArea';
import { ActTrouble } from './ActTrouble';
import { Sheet } from './Sheet';
import { useAct } from './useAct';
import styles from './TaskPage.module.css';

interface Props {
  task: TaskDetail;
  reasons: { key: string; title: string }[];
}

export function Decline(props: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="large" icon="back" onClick={() => setOpen(true)}>
        {t('phone.task.decline')}
      </Button>
      {open && <DeclineSheet {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function DeclineSheet({ task, reasons, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const { act, busy, error } = useAct(task);
  const [reason, setReason] = useState<string | null>(null);
  const [comment, setComment] = useState('');
  const send = async () => {
    if (reason && (await act({ act: 'decline', reason, comment }))) void navigate('/', { replace: true, state: { done: t('phone.task.declined', { title: task.title }) } });
  };
  return (
    <Sheet
      label={t('phone.task.decline')}
      onClose={onClose}
      foot={
        <Button variant="solid" disabled={!reason} busy={busy} onClick={() => void send()}>
          {t('phone.task.decline')}
        </Button>
      }
    >
      <h2 className={styles.sheetTitle}>{t('phone.task.declineTitle')}</h2>
      <ActTrouble error={error} />
      <fieldset className={styles.reasons}>
        <legend className="visually-hidden">{t('phone.task.reason')}</legend>
        {reasons.map((one) => (
          <label key={one.key} className={styles.reason}>
            <input type="radio" name={id} checked={reason === one.key} onChange={() => setReason(one.key)} />
            {localized(one.title)}
          </label>
        ))}
      </fieldset>
      <FieldFrame id={`${id}-comment`} label={t('phone.task.comment')}>
        <TextArea id={`${id}-comment`} rows={2} value={comment} onChange={setComment} />
      </FieldFrame>
    </Sheet>
  );
}
