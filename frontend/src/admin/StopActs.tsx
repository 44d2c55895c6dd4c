/** What one does about a step that stopped: do it again, correct what it reads, skip it, or end the workflow. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useCorrect, useResolveIncident, useSkipStep } from '../api/incidents';
import type { StepIncident } from '../api/instances';
import { useToasts } from '../desk/toasts';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Select } from '../ui/Select/Select';
import { Banner } from '../ui/States/States';
import { TextArea } from '../ui/TextArea/TextArea';
import { changedOutputs, outputText, type Output } from './outputs';
import styles from './Admin.module.css';

/** A visit that stopped. */
export interface Stopped {
  instance: string;
  workflow_title: string;
  node: string;
  node_title: string;
  visit: number;
  outcomes: StepIncident['outcomes'];
  /** What steps have told and may be corrected. */
  outputs?: Output[];
}

/** `name` is what the workflow is about. */
export function StopActs({ stop, name }: { stop: Stopped; name: string }) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const retry = useResolveIncident(stop.instance);
  const [asking, setAsking] = useState<'end' | 'skip' | 'correct' | null>(null);
  const again = () => retry.mutate({}, { onSuccess: ({ state }) => show(t(state === 'incident' ? 'incidents.stillStopped' : 'incidents.goesOn', { name })) });
  const close = () => setAsking(null);
  return (
    <>
      <div className={styles.acts}>
        <Button size="small" icon="redo" busy={retry.isPending} aria-label={`${t('incidents.retry')} · ${name}`} onClick={again}>
          {t('incidents.retry')}
        </Button>
        {(stop.outputs?.length ?? 0) > 0 && (
          <Button size="small" aria-label={`${t('incidents.correct')} · ${name}`} onClick={() => setAsking('correct')}>
            {t('incidents.correct')}
          </Button>
        )}
        {stop.outcomes.length > 0 && (
          <Button size="small" aria-label={`${t('incidents.skip')} · ${name}`} onClick={() => setAsking('skip')}>
            {t('incidents.skip')}
          </Button>
        )}
        <Button size="small" aria-label={`${t('incidents.end')} · ${name}`} onClick={() => setAsking('end')}>
          {t('incidents.end')}
        </Button>
      </div>
      {retry.isError && <Banner tone="bad" title={retry.error.message} />}
      {asking === 'end' && <EndDialog stop={stop} name={name} onClose={close} />}
      {asking === 'skip' && <SkipDialog stop={stop} name={name} onClose={close} />}
      {asking === 'correct' && <CorrectDialog stop={stop} outputs={stop.outputs ?? []} name={name} onClose={close} />}
    </>
  );
}

/** What can be done about a run that has not stopped: end it. */
export function EndAct({ stop, name }: { stop: Stopped; name: string }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="small" aria-label={`${t('incidents.end')} · ${name}`} onClick={() => setAsking(true)}>
        {t('incidents.end')}
      </Button>
      {asking && <EndDialog stop={stop} name={name} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Ending cannot be undone, so it names what it ends and asks for the reason, which stays with the workflow's events. */
function EndDialog({ stop, name, onClose }: { stop: Stopped; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const end = useResolveIncident(stop.instance);
  const [reason, setReason] = useState('');
  const words = reason.trim();
  const send = () => {
    if (!words) return;
    end.mutate(
      { reason: words },
      {
        onSuccess: () => {
          show(t('incidents.ended', { name }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t('incidents.endTitle', { workflow: stop.workflow_title, name })}
      onClose={onClose}
      locked={end.isPending}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" disabled={!words} busy={end.isPending} onClick={send}>
            {t('incidents.endVerb')}
          </Button>
        </>
      }
    >
      {end.isError && <Banner tone="bad" title={end.error.message} />}
      <p className={styles.ask}>{t('incidents.endWords')}</p>
      <FieldFrame id="end-reason" label={t('incidents.reason')} required>
        <TextArea id="end-reason" value={reason} onChange={setReason} />
      </FieldFrame>
    </Dialog>
  );
}

/** Skipping chooses how the step counts as done, and says why; what the step would have done does not happen. */
function SkipDialog({ stop, name, onClose }: { stop: Stopped; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const skip = useSkipStep(stop.instance);
  const [outcome, setOutcome] = useState<string | null>(stop.outcomes.length === 1 ? (stop.outcomes[0]?.key ?? null) : null);
  const [reason, setReason] = useState('');
  const words = reason.trim();
  const send = () => {
    if (!words || !outcome) return;
    skip.mutate(
      { node: stop.node, visit: stop.visit, outcome, reason: words },
      {
        onSuccess: ({ state }) => {
          show(t(state === 'incident' ? 'incidents.stoppedAgain' : 'incidents.goesOn', { name }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t('incidents.skipTitle', { step: stop.node_title, name })}
      onClose={onClose}
      locked={skip.isPending}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" disabled={!words || !outcome} busy={skip.isPending} onClick={send}>
            {t('incidents.skipVerb')}
          </Button>
        </>
      }
    >
      {skip.isError && <Banner tone="bad" title={skip.error.message} />}
      <p className={styles.ask}>{t('incidents.skipWords')}</p>
      <FieldFrame id="skip-outcome" label={t('incidents.outcome')} required>
        <Select
          id="skip-outcome"
          value={outcome}
          onChange={setOutcome}
          empty={t('incidents.chooseOutcome')}
          options={stop.outcomes.map(({ key, title }) => ({ value: key, label: title }))}
        />
      </FieldFrame>
      <FieldFrame id="skip-reason" label={t('incidents.skipReason')} required>
        <TextArea id="skip-reason" value={reason} onChange={setReason} />
      </FieldFrame>
    </Dialog>
  );
}

/** Each output as it is written, its kind kept: what was a number is to be one again. */
function CorrectDialog({ stop, outputs, name, onClose }: { stop: Stopped; outputs: Output[]; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const correct = useCorrect(stop.instance);
  const [texts, setTexts] = useState(() => outputs.map((one) => outputText(one.value)));
  const [reason, setReason] = useState('');
  const words = reason.trim();
  const { changed, wrong } = changedOutputs(outputs, texts);
  const ready = words && wrong.length === 0 && Object.keys(changed).length > 0;
  const send = () => {
    if (!ready) return;
    correct.mutate(
      { reason: words, outputs: changed },
      {
        onSuccess: ({ state }) => {
          show(t(state === 'incident' ? 'incidents.stillStopped' : 'incidents.goesOn', { name }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t('incidents.correctTitle', { name })}
      onClose={onClose}
      locked={correct.isPending}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" disabled={!ready} busy={correct.isPending} onClick={send}>
            {t('incidents.correctVerb')}
          </Button>
        </>
      }
    >
      {correct.isError && <Banner tone="bad" title={correct.error.message} />}
      <p className={styles.ask}>{t('incidents.correctWords')}</p>
      {outputs.map((one, at) => (
        <FieldFrame key={`${one.node} ${one.key}`} id={`output-${at}`} label={`${one.title} · ${one.key}`} error={wrong.includes(at) ? t('incidents.wrongOutput', { example: outputText(one.value) || '""' }) : null}>
          <TextArea id={`output-${at}`} value={texts[at] ?? ''} onChange={(text) => setTexts(texts.with(at, text))} />
        </FieldFrame>
      ))}
      <FieldFrame id="correct-reason" label={t('incidents.correctReason')} required>
        <TextArea id="correct-reason" value={reason} onChange={setReason} />
      </FieldFrame>
    </Dialog>
  );
}
