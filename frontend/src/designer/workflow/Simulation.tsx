/** The draft tried out on a record with a clock of its own: what would happen, and nothing of it remains. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { Doc } from '../../api/drafts';
import { useRehearse } from '../../api/rehearsals';
import { RecordPicker } from '../../fields/parts/RecordPicker';
import { Outcome } from '../../rehearsing/Outcome';
import { localized, type Localized } from '../../lib/localized';
import { inputsOf, spans } from '../../rehearsing/wish';
import { Button } from '../../ui/Button/Button';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Select } from '../../ui/Select/Select';
import { Banner } from '../../ui/States/States';
import { TextInput } from '../../ui/TextInput/TextInput';
import { useFieldTypes } from '../settings/fieldTypes';
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
  const [given, setGiven] = useState<Record<string, string>>({});
  const inputs = useInputs(document);
  const [until, setUntil] = useState<string>('P30D');
  const [tried, setTried] = useState<Doc | null>(null);
  const trial = useRehearse(app, String(document.key));
  const run = () => {
    setTried(document);
    trial.mutate({ document, ...(form ? { record } : {}), default: everybody, until, replies: [], inputs: inputsOf({ inputs }, given) });
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
        {inputs.map((one) => (
          <FieldFrame key={one.key} id={`simulated-${one.key}`} label={one.title}>
            <TextInput id={`simulated-${one.key}`} value={given[one.key] ?? ''} onChange={(text) => setGiven((was) => ({ ...was, [one.key]: text }))} />
          </FieldFrame>
        ))}
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

/** What whoever starts the workflow fills in, as the draft says. */
function useInputs(document: Doc): { key: string; title: string; type: string }[] {
  const types = useFieldTypes();
  const inputs = (document.trigger as { inputs?: { key: string; type: string; title?: Localized }[] } | undefined)?.inputs;
  return (Array.isArray(inputs) ? inputs : []).map((one) => ({ key: one.key, title: localized(one.title) || one.key, type: types.find((type) => type.key === one.type)?.value ?? 'text' }));
}
