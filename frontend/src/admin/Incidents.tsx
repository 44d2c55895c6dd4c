/** Workflows that stopped: what, where, since when and why; do the step again, or end the workflow. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useIncidents, useResolveIncident } from '../api/incidents';
import { useNow } from '../api/session';
import type { Incident } from '../api/types';
import { useToasts } from '../desk/toasts';
import { shortMoment, spanWords } from '../lib/time';
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
  return (
    <ul className={styles.roles}>
      {incidents.data.items.map((one) => (
        <Stop key={`${one.instance} ${one.node}`} stop={one} />
      ))}
    </ul>
  );
}

function Stop({ stop }: { stop: Incident }) {
  const { t } = useTranslation();
  const now = useNow();
  const show = useToasts((store) => store.show);
  const retry = useResolveIncident(stop.instance);
  const [ending, setEnding] = useState(false);
  const name = stop.record_title ?? t('incidents.aRecord');
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
        <Button size="small" aria-label={`${t('incidents.end')} · ${name}`} onClick={() => setEnding(true)}>
          {t('incidents.end')}
        </Button>
      </div>
      <p className={styles.why}>{stop.detail}</p>
      <p className={styles.note}>
        {stop.record_title === null ? name : <Link className={styles.link} to={`/apps/${stop.form.replace('.', '/')}/${stop.record}`}>{name}</Link>}
        {' · '}
        {t('incidents.since', { at: shortMoment(stop.since, now), span: spanWords(now - Date.parse(stop.since), t) })}
      </p>
      {retry.isError && <Banner tone="bad" title={retry.error.message} />}
      {ending && <EndDialog stop={stop} name={name} onClose={() => setEnding(false)} />}
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
