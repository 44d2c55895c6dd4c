/** Workflows that stopped: what, where, since when and why; do the step again, skip it, or end the workflow. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useIncidents, useRetryAll } from '../api/incidents';
import { useNow } from '../api/session';
import type { Incident } from '../api/types';
import { useToasts } from '../desk/toasts';
import { shortMoment, spanWords } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { StopActs } from './StopActs';
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
  const name = stop.record ? (stop.record_title ?? t('incidents.aRecord')) : stop.workflow_title;
  return (
    <li className={styles.role}>
      <div className={styles.roleHead}>
        <Icon name="warn" className={styles.stopped} />
        <h2>
          <Link className={styles.link} to={`/runs/${stop.instance}?step=${encodeURIComponent(stop.node)}`}>
            {stop.workflow_title} · {stop.node_title}
          </Link>
        </h2>
        <span className={styles.note}>{stop.app_title}</span>
        <span className={styles.grow} />
        <StopActs stop={stop} name={name} />
      </div>
      <p className={styles.why}>{stop.detail}</p>
      <p className={styles.note}>
        {stop.record_title === null ? stop.record && name : <Link className={styles.link} to={`/apps/${stop.form.replace('.', '/')}/${stop.record}`}>{name}</Link>}
        {stop.record && ' · '}
        {t('incidents.since', { at: shortMoment(stop.since, now), span: spanWords(now - Date.parse(stop.since), t) })}
      </p>
    </li>
  );
}
