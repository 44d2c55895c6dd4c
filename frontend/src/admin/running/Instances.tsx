/** The instances behind a figure: where each stands, on what record; retry and end where it stopped. */
import { useTranslation } from '../../i18n/useTranslation';
import { Link } from 'react-router';
import { useRunningInstances, type RunningInstance, type Wanted } from '../../api/running';
import { useNow } from '../../api/session';
import { listed } from '../../lib/listed';
import { shortMoment } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { Tag } from '../../ui/Tag/Tag';
import { EndAct, StopActs } from '../StopActs';
import styles from './Running.module.css';

const tones = { waiting: 'indigo', incident: 'bad', completed: 'good', cancelled: 'plain' } as const;

interface Props {
  wanted: Wanted;
  /** What is listed, in words. */
  title: string;
  onAll: (() => void) | null;
}

export function Instances({ wanted, title, onAll }: Props) {
  const { t } = useTranslation();
  const found = useRunningInstances(wanted);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.part} aria-label={title}>
      <div className={styles.head}>
        <h2>{title}</h2>
        {wanted.app && wanted.workflow && (
          <Link className={styles.link} to={`/apps/${wanted.app}/-/workflows/${wanted.workflow}/moves`}>
            {t('moves.link')}
          </Link>
        )}
        {onAll && (
          <Button size="small" variant="quiet" icon="close" onClick={onAll}>
            {t('running.all')}
          </Button>
        )}
      </div>
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={4} line={44} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && items.length === 0 && (
        <EmptyState icon={wanted.search ? 'search' : 'check'} title={t(wanted.search ? 'running.noneSearch' : 'running.none')}>
          {t(wanted.search ? 'running.noneSearchWords' : 'running.noneWords')}
        </EmptyState>
      )}
      <ul>
        {items.map((one) => (
          <Row key={one.id} one={one} />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('running.more')}
        </Button>
      )}
    </section>
  );
}

function Row({ one }: { one: RunningInstance }) {
  const { t } = useTranslation();
  const now = useNow();
  const name = one.record_title ?? (one.record ? t('incidents.aRecord') : t('running.noRecord'));
  const open = one.ended_at === null;
  const stop = { instance: one.id, workflow_title: one.title, node: one.nodes[0]?.node ?? '', node_title: one.nodes[0]?.title ?? '', visit: 0, outcomes: [] };
  const moments = [t('running.began', { at: shortMoment(one.started_at, now) }), one.ended_at && t('running.endedAt', { at: shortMoment(one.ended_at, now) })];
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <div className={styles.head}>
          <Link className={styles.link} to={`/runs/${one.id}`}>
            {name}
          </Link>
          <Tag tone={tones[one.state as keyof typeof tones] ?? 'plain'}>{t(`running.states.${one.state}`)}</Tag>
        </div>
        <p className={styles.note}>{[one.title, listed(one.nodes.map((node) => node.title)), ...moments].filter(Boolean).join(' · ')}</p>
      </div>
      {open && (one.state === 'incident' ? <StopActs stop={stop} name={name} /> : <EndAct stop={stop} name={name} />)}
    </li>
  );
}
