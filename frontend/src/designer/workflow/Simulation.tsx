/** The draft tried out on a record with a clock of its own: what would happen, and nothing of it remains. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { Doc } from '../../api/drafts';
import { useRehearse, type RehearsalStep } from '../../api/rehearsals';
import { RecordPicker } from '../../fields/parts/RecordPicker';
import { Outcome } from '../../rehearsing/Outcome';
import { localized, type Localized } from '../../lib/localized';
import { Replies } from '../../rehearsing/Replies';
import { inputsOf, repliesOf, spans, type Chosen } from '../../rehearsing/wish';
import { Button } from '../../ui/Button/Button';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Select } from '../../ui/Select/Select';
import { Banner } from '../../ui/States/States';
import { TextInput } from '../../ui/TextInput/TextInput';
import { useFieldTypes } from '../settings/fieldTypes';
import { same } from '../settings/same';
import { readingOrder, stepsIn, type Outline } from './graph';
import styles from './workflow.module.css';

interface Props {
  app: string;
  document: Doc;
  outline: Outline;
  /** The step that is tried by itself; null: the whole workflow. */
  only: string | null;
  onOnly: (step: string | null) => void;
  onClose: () => void;
}

export function Simulation({ app, document, outline, only, onOnly, onClose }: Props) {
  const { t } = useTranslation();
  const form = (document.trigger as { form?: string } | undefined)?.form;
  const [record, setRecord] = useState<string | null>(null);
  const [everybody, setEverybody] = useState<'agree' | 'nobody'>('agree');
  const [chosen, setChosen] = useState<Chosen>({});
  const steps = answeredSteps(document, outline);
  const alone = readingOrder(document).filter((key) => outline[key]?.shape === 'step' && outline[key].outcomes.length > 0);
  const step = only !== null && alone.includes(only) ? only : null;
  const titleOf = (key: string) => localized(stepsIn(document).find((one) => one.key === key)?.title) || key;
  const [given, setGiven] = useState<Record<string, string>>({});
  const inputs = useInputs(document);
  const [until, setUntil] = useState<string>('P30D');
  const [tried, setTried] = useState<Doc | null>(null);
  const trial = useRehearse(app, String(document.key));
  const run = () => {
    setTried({ ...document, step });
    trial.mutate({ document, step, ...(form ? { record } : {}), default: everybody, until, drafts: true, replies: repliesOf(steps, chosen), inputs: inputsOf({ inputs }, given) });
  };
  const [owner, formKey] = form?.includes('.') ? (form.split('.') as [string, string]) : [app, form ?? ''];
  const titles = trial.data ? Object.fromEntries([...trial.data.called, trial.data.flow].flatMap((flow) => flow.steps).map((one) => [one.node, one.title])) : {};
  return (
    <section className={styles.simulation} aria-label={t('designer.flow.simulation')}>
      <header>
        <b>{t('designer.flow.simulation')}</b>
        <FieldFrame id="simulated-step" label={t('designer.flow.what')}>
          <Select id="simulated-step" value={step} empty={t('designer.flow.whole')} onChange={onOnly} options={alone.map((key) => ({ value: key, label: t('designer.flow.only', { title: titleOf(key) }) }))} />
        </FieldFrame>
        {form && (
          <FieldFrame id="simulated" label={t('rehearsal.record')}>
            <RecordPicker id="simulated" label={t('rehearsal.record')} app={owner} form={formKey} value={record} onChange={setRecord} />
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
      {step !== null && <p className={styles.replayHint}>{t('designer.flow.onlyHint')}</p>}
      {steps.length > 0 && <Replies steps={steps} chosen={chosen} onChange={setChosen} />}
      {trial.isError && <Banner tone="bad" title={trial.error.message} />}
      {trial.data && !same(tried, { ...document, step }) && <Banner tone="info" title={t('designer.flow.stale')} />}
      {trial.data && <Outcome told={trial.data} titles={titles} />}
    </section>
  );
}

/** The steps that people or another system answer, in reading order. */
function answeredSteps(document: Doc, outline: Outline): RehearsalStep[] {
  const known = new Map(stepsIn(document).map((step) => [step.key, step]));
  return readingOrder(document).flatMap((key): RehearsalStep[] => {
    const told = outline[key];
    const step = known.get(key);
    if (!told || !step || (!told.sends && told.replies.length === 0)) return [];
    return [{ node: key, title: localized(step.title) || key, type: step.type, calls: told.sends, acts: told.replies, reasons: [] }];
  });
}

/** What whoever starts the workflow fills in, as the draft says. */
function useInputs(document: Doc): { key: string; title: string; type: string }[] {
  const types = useFieldTypes();
  const inputs = (document.trigger as { inputs?: { key: string; type: string; title?: Localized }[] } | undefined)?.inputs;
  return (Array.isArray(inputs) ? inputs : []).map((one) => ({ key: one.key, title: localized(one.title) || one.key, type: types.find((type) => type.key === one.type)?.value ?? 'text' }));
}
