/** What an act needs to know before it is done: to whom, why, until when. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { usePoolAct } from '../api/pools';
import type { PoolReason } from '../api/types';
import { Button } from '../ui/Button/Button';
import { DateInput } from '../ui/DateInput/DateInput';
import { Dialog } from '../ui/Dialog/Dialog';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { PersonPicker } from '../ui/PersonPicker/PersonPicker';
import { Select } from '../ui/Select/Select';
import { Banner } from '../ui/States/States';
import { TextArea } from '../ui/TextArea/TextArea';
import styles from './pools.module.css';

export type Act = 'assign' | 'transfer' | 'return' | 'protect' | 'unprotect' | 'put_in';

interface Props {
  pool: { app: string; key: string };
  reasons: PoolReason[];
  act: Act;
  records: string[];
  title: string;
  onClose: () => void;
  onDone?: () => void;
}

export function ActDialog({ pool, reasons, act, records, title, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const send = usePoolAct(pool.app, pool.key);
  const [person, setPerson] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [comment, setComment] = useState('');
  const [until, setUntil] = useState<string | null>(null);
  const gives = act === 'assign' || act === 'transfer';
  const returns = act === 'return' && reasons.length > 0;
  const ready = (!gives || person) && (!returns || reason);
  const refused = send.data?.items.filter((one) => one.problem) ?? [];
  const submit = () =>
    send.mutate(
      { act, records, person, reason, comment: comment.trim() || null, until: until ? new Date(`${until}T23:59:59`).toISOString() : null },
      {
        onSuccess: (done) => {
          if (done.items.some((one) => one.problem)) return;
          onDone?.();
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t(`pools.dialog.${act}`)}
      subtitle={records.length > 1 ? t('pools.chosen', { count: records.length }) : title}
      onClose={onClose}
      foot={
        <>
          <span style={{ flex: 1 }} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" busy={send.isPending} disabled={!ready} onClick={submit}>
            {t(`pools.act.${act}`)}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
      {send.isError && <Banner tone="bad" title={send.error.message} />}
      {[...new Set(refused.map((one) => one.problem?.detail))].map((detail) => (
        <Banner key={detail} tone="warning" title={detail ?? ''} />
      ))}
      {gives && (
        <FieldFrame id="pool-person" label={t('pools.to')} required>
          <PersonPicker id="pool-person" value={person} onChange={setPerson} />
        </FieldFrame>
      )}
      {returns && (
        <FieldFrame id="pool-reason" label={t('pools.reason')} required>
          <Select id="pool-reason" value={reason} empty={t('pools.chooseReason')} onChange={setReason} options={reasons.map((one) => ({ value: one.key, label: one.title }))} />
        </FieldFrame>
      )}
      {act === 'protect' && (
        <FieldFrame id="pool-until" label={t('pools.until')} hint={t('pools.untilHint')}>
          <DateInput id="pool-until" value={until} onChange={setUntil} />
        </FieldFrame>
      )}
      <FieldFrame id="pool-comment" label={t('pools.comment')} optional>
        <TextArea id="pool-comment" value={comment} rows={3} maxLength={2000} onChange={setComment} />
      </FieldFrame>
      </div>
    </Dialog>
  );
}
