/** Workflows that stopped: what, where, since when and why; do the step again, skip it, or end the workflow. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useIncidents, useResolveIncident, useRetryAll, useSkipStep } from '../api/incidents';
import { useNow } from '../api/session';
import type { Incident } from '../api/types';
import { useToasts } from '../desk/toasts';
import { shortMoment, spanWords } from '../lib/time';
import { Select } from '../ui/Select/Select';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Icon } from '../ui/Icon/Icon';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { TextArea } from '../ui/TextArea/TextArea';
import styles from './Admin.module.css';

export function Incidents() {
  const { t } = useTranslation();
  const incidents = useIncidents();
  if (incidents.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={4} line={80} />
      </LoadingState>
    );
  }
  if (incidents.isError) return <ErrorState error={incidents.error} onRetry={() => void incidents.refetch()} />;
  if (incidents.data.items.length === 0) {
    return (
      <EmptyState icon="check" title={t('incidents.none')}>
        {t('incidents.noneWords')}
      </EmptyState>
    );
  }
  const items = incidents.data.items;
  const several = [...new Map(items.map((one) => [`${one.app}.${one.workflow}`, one])).values()]
    .map((one) => ({ one, count: new Set(items.filter((other) => other.app === one.app && other.workflow === one.workflow).map((other) => other.instance)).size }))
    .filter(({ count }) => count > 1);
  return (
    <>
      {several.map(({ one, count }) => (
        <RetryAll key={`${one.app}.${one.workflow}`} stop={one} count={count} />
      ))}
      <ul className={styles.roles}>
        {items.map((one) => (
          <Stop key={`${one.instance} ${one.node} ${one.visit}`} stop={one} />
        ))}
      </ul>
    </>
  );
}

/** Where several instances of a workflow have stopped, often for one cause that has been mended meanwhile. */
function RetryAll({ stop, count }: { stop: Incident; count: number }) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const retry = useRetryAll();
  const again = () =>
    retry.mutate(
      { app: stop.app, workflow: stop.workflow },
      { onSuccess: ({ retried, stopped }) => show(t(stopped > 0 ? 'incidents.someStopped' : 'incidents.allGoOn', { count: retried, stopped })) },
    );
  return (
    <p className={styles.note}>
      {t('incidents.several', { workflow: stop.workflow_title, count })}{' '}
      <Button size="small" icon="redo" busy={retry.isPending} onClick={again}>
        {t('incidents.retryAll')}
      </Button>
      {retry.isError && <Banner tone="bad" title={retry.error.message} />}
    </p>
  );
}

function Stop({ stop }: { stop: Incident }) {
  const { t } = useTranslation();
  const now = useNow();
  const show = useToasts((store) => store.show);
  const retry = useResolveIncident(stop.instance);
  const [asking, setAsking] = useState<'end' | 'skip' | null>(null);
  const name = stop.record ? (stop.record_title ?? t('incidents.aRecord')) : stop.workflow_title;
  const again = () =>
    retry.mutate({}, { onSuccess: ({ state }) => show(t(state === 'incident' ? 'incidents.stillStopped' : 'incidents.goesOn', { name })) });
  return (
    <li className={styles.role}>
      <div className={styles.roleHead}>
        <Icon name="warn" className={styles.stopped} />
        <h2>
          {stop.workflow_title} · {stop.node_title}
        </h2>
        <span className={styles.note}>{stop.app_title}</span>
        <span className={styles.grow} />
        <Button size="small" icon="redo" busy={retry.isPending} aria-label={`${t('incidents.retry')} · ${name}`} onClick={again}>
          {t('incidents.retry')}
        </Button>
        {stop.outcomes.length > 0 && (
          <Button size="small" aria-label={`${t('incidents.skip')} · ${name}`} onClick={() => setAsking('skip')}>
            {t('incidents.skip')}
          </Button>
        )}
        <Button size="small" aria-label={`${t('incidents.end')} · ${name}`} onClick={() => setAsking('end')}>
          {t('incidents.end')}
        </Button>
      </div>
      <p className={styles.why}>{stop.detail}</p>
      <p className={styles.note}>
        {stop.record_title === null ? stop.record && name : <Link className={styles.link} to={`/apps/${stop.form.replace('.', '/')}/${stop.record}`}>{name}</Link>}
        {stop.record && ' · '}
        {t('incidents.since', { at: shortMoment(stop.since, now), span: spanWords(now - Date.parse(stop.since), t) })}
      </p>
      {retry.isError && <Banner tone="bad" title={retry.error.message} />}
      {asking === 'end' && <EndDialog stop={stop} name={name} onClose={() => setAsking(null)} />}
      {asking === 'skip' && <SkipDialog stop={stop} name={name} onClose={() => setAsking(null)} />}
    </li>
  );
}

/** Ending cannot be undone, so it names what it ends and asks for the reason, which stays with the workflow's events. */
function EndDialog({ stop, name, onClose }: { stop: Incident; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const end = useResolveIncident(stop.instance);
  const [reason, setReason] = useState('');
  const words = reason.trim();
  const send = () => {
    if (words) end.mutate({ reason: words }, { onSuccess: () => show(t('incidents.ended', { name })) });
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
function SkipDialog({ stop, name, onClose }: { stop: Incident; name: string; onClose: () => void }) {
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
