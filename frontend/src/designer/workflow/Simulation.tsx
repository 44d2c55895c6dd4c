/** The draft tried out on a record with a clock of its own: what would happen, and nothing of it remains. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { Doc } from '../../api/drafts';
import { useRehearse } from '../../api/rehearsals';
import { RecordPicker } from '../../fields/parts/RecordPicker';
import { Outcome } from '../../rehearsing/Outcome';
import { spans } from '../../rehearsing/wish';
import { Button } from '../../ui/Button/Button';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Select } from '../../ui/Select/Select';
import { Banner } from '../../ui/States/States';
import { same } from '../settings/same';
import styles from './workflow.module.css';

interface Props {
  app: string;
  document: Doc;
  onClose: () => void;
}

export function Simulation({ app, document, onClose }: Props) {
  const { t } = useTranslation();
  const form = (document.trigger as { form?: string } | undefined)?.form;
  const [record, setRecord] = useState<string | null>(null);
  const [everybody, setEverybody] = useState<'agree' | 'nobody'>('agree');
  const [until, setUntil] = useState<string>('P30D');
  const [tried, setTried] = useState<Doc | null>(null);
  const trial = useRehearse(app, String(document.key));
  const run = () => {
    setTried(document);
    trial.mutate({ document, ...(form ? { record } : {}), default: everybody, until, replies: [] });
  };
  const [owner, key] = form?.includes('.') ? (form.split('.') as [string, string]) : [app, form ?? ''];
  const titles = trial.data ? Object.fromEntries([...trial.data.called, trial.data.flow].flatMap((flow) => flow.steps).map((step) => [step.node, step.title])) : {};
  return (
    <section className={styles.simulation} aria-label={t('designer.flow.simulation')}>
      <header>
        <b>{t('designer.flow.simulation')}</b>
        {form && (
          <FieldFrame id="simulated" label={t('rehearsal.record')}>
            <RecordPicker id="simulated" label={t('rehearsal.record')} app={owner} form={key} value={record} onChange={setRecord} />
          </FieldFrame>
        )}
        <FieldFrame id="simulated-everybody" label={t('rehearsal.everybody')}>
          <Select id="simulated-everybody" value={everybody} onChange={(value) => setEverybody(value === 'nobody' ? 'nobody' : 'agree')} options={(['agree', 'nobody'] as const).map((value) => ({ value, label: t(`rehearsal.defaults.${value}`) }))} />
        </FieldFrame>
        <FieldFrame id="simulated-until" label={t('rehearsal.until')}>
          <Select id="simulated-until" value={until} onChange={(value) => setUntil(value ?? 'P30D')} options={spans.map((value) => ({ value, label: t(`rehearsal.spans.${value}`) }))} />
        </FieldFrame>
        <Button variant="solid" icon="play" busy={trial.isPending} disabled={Boolean(form) && !record} onClick={run}>
          {t('rehearsal.run')}
        </Button>
        <Button variant="quiet" icon="close" label={t('designer.flow.leave')} onClick={onClose} />
      </header>
      {trial.isError && <Banner tone="bad" title={trial.error.message} />}
      {trial.data && !same(tried, document) && <Banner tone="info" title={t('designer.flow.stale')} />}
      {trial.data && <Outcome told={trial.data} titles={titles} />}
    </section>
  );
}
