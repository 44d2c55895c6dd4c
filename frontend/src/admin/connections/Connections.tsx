/** Connections to the outside: what installed apps ask for, whether it works, and setting it up. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useConnections, useTestConnection, type ConnectionInfo } from '../../api/connections';
import { useNow } from '../../api/session';
import { useToasts } from '../../desk/toasts';
import { connectorViews } from '../../lib/connectors';
import { shortMoment } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import { Icon } from '../../ui/Icon/Icon';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { Tag } from '../../ui/Tag/Tag';
import { SetUp } from './SetUp';
import styles from './Connections.module.css';

const tones = { new: 'warning', on: 'good', off: 'plain', broken: 'bad' } as const;

export function Connections() {
  const { t } = useTranslation();
  const connections = useConnections();
  const [open, setOpen] = useState<string | null>(null);
  if (connections.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={4} line={72} />
      </LoadingState>
    );
  }
  if (connections.isError) return <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />;
  const { items } = connections.data;
  if (items.length === 0) {
    return (
      <EmptyState icon="link" title={t('connections.none')}>
        {t('connections.noneWords')}
      </EmptyState>
    );
  }
  const chosen = items.find((one) => nameOf(one) === open);
  return (
    <>
      <ul className={styles.list}>
        {items.map((one) => (
          <Row key={nameOf(one)} connection={one} onOpen={() => setOpen(nameOf(one))} />
        ))}
      </ul>
      {chosen && <SetUp key={nameOf(chosen)} connection={chosen} onClose={() => setOpen(null)} />}
    </>
  );
}

function nameOf(one: ConnectionInfo): string {
  return `${one.app}.${one.key}`;
}

function Row({ connection, onOpen }: { connection: ConnectionInfo; onOpen: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const show = useToasts((store) => store.show);
  const trying = useTestConnection(connection);
  const { title, state, tested_at: tested, problem, revision } = connection;
  const address = connection.settings.url ?? connection.settings.host;
  const attempt = () => trying.mutate(undefined, { onSuccess: (after) => show(after.problem ? t('connections.failed', { title }) : t('connections.works', { title })) });
  return (
    <li className={styles.row}>
      <span className={styles.mark}>
        <Icon name={connectorViews.get(connection.connector)?.icon ?? 'link'} size={18} />
      </span>
      <div className={styles.words}>
        <div className={styles.head}>
          <h2>{title}</h2>
          <Tag tone={tones[state as keyof typeof tones]}>{t(`connections.states.${state}`)}</Tag>
        </div>
        <p className={styles.note}>
          {[connection.app_title ?? t('connections.platform'), connection.connector_title].join(' · ')}
          {typeof address === 'string' && address && <span className={styles.address}> · {address}</span>}
        </p>
        {problem && (
          <p className={styles.problem} role="status">
            <Icon name="warn" size={14} />
            {problem.detail}
          </p>
        )}
        {revision > 0 && (
          <p className={styles.note}>
            {t('connections.changed', { who: connection.changed_by, at: connection.changed_at ? shortMoment(connection.changed_at, now) : '' })}
            {tested && ` · ${t('connections.tested', { at: shortMoment(tested, now) })}`}
          </p>
        )}
        {trying.isError && <p className={styles.problem}>{trying.error.message}</p>}
      </div>
      <div className={styles.acts}>
        {revision > 0 && (
          <Button size="small" busy={trying.isPending} aria-label={`${t('connections.test')} · ${title}`} onClick={attempt}>
            {t('connections.test')}
          </Button>
        )}
        <Button size="small" aria-label={`${t(revision ? 'connections.change' : 'connections.setUp')} · ${title}`} onClick={onOpen}>
          {t(revision ? 'connections.change' : 'connections.setUp')}
        </Button>
      </div>
    </li>
  );
}
