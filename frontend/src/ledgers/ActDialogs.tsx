/** What managers of a ledger do, each with its reason: post an entry, reverse one, close a period. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useLedgerActs } from '../api/ledgers';
import type { Schemas } from '../api/types';
import { useToasts } from '../desk/toasts';
import { figure } from '../lib/numbers';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Banner } from '../ui/States/States';
import { TextInput } from '../ui/TextInput/TextInput';
import styles from './ledgers.module.css';

interface Common {
  app: string;
  ledger: Schemas['Ledger'];
  onClose: () => void;
}

export function PostDialog({ app, ledger, account, name, onClose }: Common & { account: string; name: string }) {
  const { t } = useTranslation();
  const { post } = useLedgerActs(app, ledger.key);
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const send = () => post.mutate({ account, amount: amount.trim().replace('−', '-'), reason: reason.trim() }, { onSuccess: onClose });
  return (
    <Act title={t('ledgers.postFor', { name })} verb={t('ledgers.post')} ready={amount.trim() !== '' && reason.trim() !== ''} act={post} onSend={send} onClose={onClose}>
      <FieldFrame id="entry-amount" label={t('ledgers.amount')} hint={t('ledgers.amountHint')} required>
        <TextInput id="entry-amount" inputMode="decimal" value={amount} unit={ledger.unit} onChange={setAmount} />
      </FieldFrame>
      <Reason value={reason} onChange={setReason} />
    </Act>
  );
}

export function ReverseDialog({ app, ledger, entry, onClose }: Common & { entry: Schemas['LedgerEntry'] }) {
  const { t, i18n } = useTranslation();
  const { reverse } = useLedgerActs(app, ledger.key);
  const [reason, setReason] = useState('');
  const send = () => reverse.mutate({ id: entry.id, reason: reason.trim() }, { onSuccess: onClose });
  return (
    <Act title={t('ledgers.reverseTitle', { amount: figure(entry.amount, i18n.language) })} verb={t('ledgers.reverse')} ready={reason.trim() !== ''} act={reverse} onSend={send} onClose={onClose}>
      <p className={styles.words}>{t('ledgers.reverseWords')}</p>
      <Reason value={reason} onChange={setReason} />
    </Act>
  );
}

export function CloseDialog({ app, ledger, onClose }: Common) {
  const { t, i18n } = useTranslation();
  const { close } = useLedgerActs(app, ledger.key);
  const show = useToasts((store) => store.show);
  const [period, setPeriod] = useState('');
  const done = ({ period: closed, total, entries }: Schemas['Closed']) => {
    show(t('ledgers.closedToast', { period: closed, total: figure(total, i18n.language), entries }));
    onClose();
  };
  return (
    <Act title={t('ledgers.close')} verb={t('ledgers.close')} ready={period.trim() !== ''} act={close} onSend={() => close.mutate(period.trim(), { onSuccess: done })} onClose={onClose}>
      <p className={styles.words}>{t('ledgers.closeWords')}</p>
      <FieldFrame id="closed-period" label={t('ledgers.period')} hint={t(`ledgers.example.${ledger.period}`)} required>
        <TextInput id="closed-period" value={period} onChange={setPeriod} />
      </FieldFrame>
    </Act>
  );
}

function Reason({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  return (
    <FieldFrame id="entry-reason" label={t('ledgers.reason')} required>
      <TextInput id="entry-reason" value={value} maxLength={500} onChange={onChange} />
    </FieldFrame>
  );
}

interface ActProps {
  title: string;
  verb: string;
  ready: boolean;
  act: { isPending: boolean; isError: boolean; error: Error | null };
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
}

function Act({ title, verb, ready, act, onSend, onClose, children }: ActProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      locked={act.isPending}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" disabled={!ready} busy={act.isPending} onClick={onSend}>
            {verb}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {act.error && <Banner tone="bad" title={act.error.message} />}
        {children}
      </div>
    </Dialog>
  );
}
