/** A workflow tried out: on which record, how people answer, how much time passes; then what would happen. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useRehearsalQuestion, useRehearse, type RehearsalQuestion } from '../api/rehearsals';
import type { AppInfo } from '../api/types';
import { useUrlState } from '../apps/urlState';
import { WorkflowSheet } from '../apps/WorkflowSheet';
import { RecordPicker } from '../fields/parts/RecordPicker';
import { Button } from '../ui/Button/Button';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Select } from '../ui/Select/Select';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { TextInput } from '../ui/TextInput/TextInput';
import { Outcome } from './Outcome';
import { Replies } from './Replies';
import { inputsOf, repliesOf, spans, type Chosen } from './wish';
import styles from './Rehearsal.module.css';

export function RehearsalPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  return (
    <WorkflowSheet app={app} title={t('rehearsal.title')}>
      {(workflow) => <Asked key={workflow} app={app.key} workflow={workflow} />}
    </WorkflowSheet>
  );
}

function Asked({ app, workflow }: { app: string; workflow: string }) {
  const question = useRehearsalQuestion(app, workflow);
  if (question.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={6} line={44} />
      </LoadingState>
    );
  }
  if (question.isError) return <ErrorState error={question.error} onRetry={() => void question.refetch()} />;
  return <Trial question={question.data} />;
}

function Trial({ question }: { question: RehearsalQuestion }) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const [everybody, setEverybody] = useState<'agree' | 'nobody'>('agree');
  const [until, setUntil] = useState<string>('P30D');
  const [chosen, setChosen] = useState<Chosen>({});
  const [inputs, setInputs] = useState<Record<string, string>>({});
  const trial = useRehearse(question.app, question.workflow);
  const record = url.get('record');
  const { form } = question;
  const run = () =>
    trial.mutate({ ...(form ? { record } : {}), default: everybody, until, replies: repliesOf(question.steps, chosen), inputs: inputsOf(question, inputs) });
  return (
    <div className={styles.page}>
      <p className={styles.words}>{t('rehearsal.words')}</p>
      <div className={styles.asked}>
        {form && (
          <FieldFrame id="rehearsed" label={t('rehearsal.record')} required>
            <RecordPicker id="rehearsed" label={t('rehearsal.record')} app={form.app} form={form.key} value={record} onChange={(id) => setUrl({ record: id })} />
          </FieldFrame>
        )}
        <FieldFrame id="everybody" label={t('rehearsal.everybody')}>
          <Select id="everybody" value={everybody} onChange={(value) => setEverybody(value === 'nobody' ? 'nobody' : 'agree')} options={(['agree', 'nobody'] as const).map((value) => ({ value, label: t(`rehearsal.defaults.${value}`) }))} />
        </FieldFrame>
        <FieldFrame id="until" label={t('rehearsal.until')}>
          <Select id="until" value={until} onChange={(value) => setUntil(value ?? 'P30D')} options={spans.map((value) => ({ value, label: t(`rehearsal.spans.${value}`) }))} />
        </FieldFrame>
        {question.inputs.map((one) => (
          <FieldFrame key={one.key} id={`input-${one.key}`} label={one.title}>
            <TextInput id={`input-${one.key}`} value={inputs[one.key] ?? ''} onChange={(text) => setInputs((was) => ({ ...was, [one.key]: text }))} onEnter={run} />
          </FieldFrame>
        ))}
        <Button variant="solid" icon="play" busy={trial.isPending} disabled={Boolean(form) && !record} onClick={run}>
          {t('rehearsal.run')}
        </Button>
      </div>
      {question.steps.length > 0 && <Replies steps={question.steps} chosen={chosen} onChange={setChosen} />}
      {trial.isError && <Banner tone="bad" title={trial.error.message} />}
      {trial.data ? <Outcome told={trial.data} titles={titlesOf(trial.data)} /> : !trial.isPending && !trial.isError && <EmptyState icon="play" title={t('rehearsal.none')}>{t('rehearsal.noneWords')}</EmptyState>}
    </div>
  );
}

const titlesOf = (told: NonNullable<ReturnType<typeof useRehearse>['data']>) =>
  Object.fromEntries([...told.called, told.flow].flatMap((flow) => flow.steps).map((step) => [step.node, step.title]));
