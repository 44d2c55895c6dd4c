/** What managers are asked before something is written or closed. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { usePeriodActs, useRunActs } from '../api/periodRuns';
import type { Schemas } from '../api/types';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Banner } from '../ui/States/States';
import { TextArea } from '../ui/TextArea/TextArea';
import { Totals } from './Totals';
import styles from './periodRuns.module.css';

interface OfPeriod {
  app: string;
  sheet: Schemas['PeriodSheet'];
  period: string;
  onClose: () => void;
}

export function CloseDialog({ app, sheet, period, onClose }: OfPeriod) {
  const { t } = useTranslation();
  const { close } = usePeriodActs(app, sheet.workflow, sheet.node);
  return (
    <Act title={t('periodRuns.closeTitle', { period })} verb={t('periodRuns.close')} busy={close.isPending} error={close.error} onSend={() => close.mutate(period, { onSuccess: onClose })} onClose={onClose}>
      <p className={styles.words}>{t('periodRuns.closeWords')}</p>
    </Act>
  );
}

export function ReopenDialog({ app, sheet, period, onClose }: OfPeriod) {
  const { t } = useTranslation();
  const { reopen } = usePeriodActs(app, sheet.workflow, sheet.node);
  const [reason, setReason] = useState('');
  const send = () => reopen.mutate({ period, reason: reason.trim() }, { onSuccess: onClose });
  return (
    <Act title={t('periodRuns.reopenTitle', { period })} verb={t('periodRuns.reopen')} ready={reason.trim() !== ''} busy={reopen.isPending} error={reopen.error} onSend={send} onClose={onClose}>
      <FieldFrame id="reopen-reason" label={t('periodRuns.reason')} hint={t('periodRuns.reasonHint')} required>
        <TextArea id="reopen-reason" value={reason} maxLength={1000} onChange={setReason} />
      </FieldFrame>
    </Act>
  );
}

export function ConfirmDialog({ app, run, onClose }: { app: string; run: Schemas['RunDetail']; onClose: () => void }) {
  const { t } = useTranslation();
  const { confirm } = useRunActs(app, run.id);
  const { counts } = run;
  return (
    <Act title={t('periodRuns.confirmTitle', { period: run.period.key })} verb={t('periodRuns.confirm')} busy={confirm.isPending} error={confirm.error} onSend={() => confirm.mutate(undefined, { onSuccess: onClose })} onClose={onClose}>
      <p className={styles.words}>{t('periodRuns.confirmWords', { new: counts.new, changed: counts.changed, gone: counts.gone })}</p>
      <Totals before sheet={run.sheet} run={run} />
      {counts.failed > 0 && <Banner tone="warning" title={t('periodRuns.confirmFailed', { number: counts.failed })} />}
    </Act>
  );
}

interface ActProps {
  title: string;
  verb: string;
  ready?: boolean;
  busy: boolean;
  error: Error | null;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
}

function Act({ title, verb, ready = true, busy, error, onSend, onClose, children }: ActProps) {
  const { t } = useTranslation();
  const foot = (
    <>
      <span className={styles.grow} />
      <Button onClick={onClose}>{t('common.cancel')}</Button>
      <Button variant="solid" busy={busy} disabled={!ready} onClick={onSend}>
        {verb}
      </Button>
    </>
  );
  return (
    <Dialog title={title} foot={foot} onClose={onClose}>
      <div className={styles.fields}>
        {children}
        {error && <Banner tone="bad" title={error.message} />}
      </div>
    </Dialog>
  );
}
