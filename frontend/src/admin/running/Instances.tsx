/** The instances behind a figure: where each stands, on what record; retry and end where it stopped. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useResolveIncident } from '../../api/incidents';
import { useRunningInstances, type RunningInstance, type RunningWorkflow, type Wanted } from '../../api/running';
import { useNow } from '../../api/session';
import { useToasts } from '../../desk/toasts';
import { listed } from '../../lib/listed';
import { shortMoment } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { Tag } from '../../ui/Tag/Tag';
import styles from './Running.module.css';

const tones = { waiting: 'indigo', incident: 'bad', completed: 'good', cancelled: 'plain' } as const;

export function Instances({ wanted, workflows, onAll }: { wanted: Wanted; workflows: RunningWorkflow[]; onAll: () => void }) {
  const { t } = useTranslation();
  const found = useRunningInstances(wanted);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const of = workflows.find((one) => one.app === wanted.app && one.workflow === wanted.workflow);
  const title = [of?.title, wanted.state ? t(`running.states.${wanted.state}`) : t('running.open')].filter(Boolean).join(' · ');
  return (
    <section className={styles.part}>
      <div className={styles.head}>
        <h2>{title}</h2>
        {wanted.app && wanted.workflow && (
          <Link className={styles.link} to={`/apps/${wanted.app}/-/workflows/${wanted.workflow}/moves`}>
            {t('moves.link')}
          </Link>
        )}
        {(wanted.state ?? wanted.workflow) && (
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
        <EmptyState icon="check" title={t('running.none')}>
          {t('running.noneWords')}
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
  const show = useToasts((store) => store.show);
  const retry = useResolveIncident(one.id);
  const name = one.record_title ?? (one.record ? t('incidents.aRecord') : t('running.noRecord'));
  const again = () => retry.mutate({}, { onSuccess: ({ state }) => show(t(state === 'incident' ? 'incidents.stillStopped' : 'incidents.goesOn', { name })) });
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <div className={styles.head}>
          <span className={styles.strong}>
            {one.record_title && one.form ? (
              <Link className={styles.link} to={`/apps/${one.form.replace('.', '/')}/${one.record}`}>
                {name}
              </Link>
            ) : (
              name
            )}
          </span>
          <Tag tone={tones[one.state as keyof typeof tones] ?? 'plain'}>{t(`running.states.${one.state}`)}</Tag>
        </div>
        <p className={styles.note}>
          {[one.title, listed(one.nodes.map((node) => node.title)), t('running.began', { at: shortMoment(one.started_at, now) })].filter(Boolean).join(' · ')}
        </p>
        {retry.isError && <p className={styles.bad}>{retry.error.message}</p>}
      </div>
      {one.state === 'incident' && (
        <Button size="small" icon="redo" busy={retry.isPending} aria-label={`${t('incidents.retry')} · ${name}`} onClick={again}>
          {t('incidents.retry')}
        </Button>
      )}
    </li>
  );
}
