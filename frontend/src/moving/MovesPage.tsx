/** What runs on older revisions of a workflow goes on in the present one: where each step goes, what would happen, how far it is. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useMove, useMoveOverview, useMovePreview, useMoveProgress, type MoveOverview, type MoveProgress } from '../api/moves';
import type { AppInfo } from '../api/types';
import { WorkflowSheet } from '../apps/WorkflowSheet';
import { Button } from '../ui/Button/Button';
import { Progress } from '../ui/Progress/Progress';
import { Select } from '../ui/Select/Select';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Previewed } from './Previewed';
import styles from './Moves.module.css';

export function MovesPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  return (
    <WorkflowSheet app={app} title={t('moves.title')}>
      {(workflow) => <Loaded key={workflow} app={app.key} workflow={workflow} />}
    </WorkflowSheet>
  );
}

function Loaded({ app, workflow }: { app: string; workflow: string }) {
  const { t } = useTranslation();
  const overview = useMoveOverview(app, workflow);
  const [moving, setMoving] = useState<string | null>(null);
  const progress = useMoveProgress(moving);
  if (overview.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={6} line={44} />
      </LoadingState>
    );
  }
  if (overview.isError) return <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />;
  const { data } = overview;
  return (
    <div className={styles.page}>
      {progress.isError && <ErrorState error={progress.error} onRetry={() => void progress.refetch()} />}
      {progress.data && <Moved told={progress.data} />}
      {data.count === 0 ? (
        !moving && (
          <EmptyState icon="check" title={t('moves.none')}>
            {t('moves.noneWords', { revision: data.revision })}
          </EmptyState>
        )
      ) : (
        <Plan key={data.revision} overview={data} busy={progress.data?.state === 'running'} onStarted={setMoving} />
      )}
    </div>
  );
}

function Moved({ told }: { told: MoveProgress }) {
  const { t } = useTranslation();
  const over = told.moved + told.refused;
  return (
    <section className={styles.part} aria-live="polite">
      <h2>{t(told.state === 'done' ? 'moves.done' : 'moves.running', { moved: told.moved, refused: told.refused })}</h2>
      <Progress label={t('moves.title')} done={told.state === 'done' ? 1 : over} total={told.state === 'done' ? 1 : told.total} />
      <ul className={styles.list}>
        {told.items.map((one) => (
          <li key={one.id}>
            <b>{one.record_title ?? t('moves.untitled')}</b>
            <p className={styles.bad}>{one.reason}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Plan({ overview, busy, onStarted }: { overview: MoveOverview; busy: boolean; onStarted: (id: string) => void }) {
  const { t } = useTranslation();
  const [keys, setKeys] = useState<Record<string, string>>({});
  const [recount, setRecount] = useState(false);
  const preview = useMovePreview(overview.app, overview.workflow);
  const move = useMove(overview.app, overview.workflow);
  const plan = { revision: overview.revision, keys, recount };
  const changed = () => preview.reset();
  const seen = preview.data;
  return (
    <>
      <p className={styles.words}>{t('moves.words', { count: overview.count, revision: overview.revision })}</p>
      {overview.from.map((from) => (
        <section key={from.revision} className={styles.part}>
          <h2>
            {t('moves.from', { revision: from.revision })} <small>{t('moves.count', { count: from.count })}</small>
          </h2>
          <ul className={styles.list}>
            {from.steps.map((step) => (
              <li key={step.node} className={styles.step}>
                <span className={styles.name}>
                  {step.title} <small>{t('moves.count', { count: step.count })}</small>
                </span>
                <span aria-hidden="true">→</span>
                <span className={styles.target}>
                  <Select
                    size="small"
                    label={t('moves.target', { step: step.title })}
                    value={keys[step.node] ?? step.target}
                    empty={t('moves.noTarget')}
                    onChange={(target) => {
                      setKeys((was) => (target ? { ...was, [step.node]: target } : Object.fromEntries(Object.entries(was).filter(([key]) => key !== step.node))));
                      changed();
                    }}
                    options={overview.steps.map((one) => ({ value: one.node, label: one.title, disabled: step.type !== null && one.type !== step.type }))}
                  />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <div className={styles.acts}>
        <span className={styles.target}>
          <Select
            label={t('moves.deadlines')}
            value={recount ? 'recount' : 'keep'}
            onChange={(value) => {
              setRecount(value === 'recount');
              changed();
            }}
            options={(['keep', 'recount'] as const).map((value) => ({ value, label: t(`moves.timers.${value}`) }))}
          />
        </span>
        <Button icon="eye" busy={preview.isPending} onClick={() => preview.mutate(plan)}>
          {t('moves.preview')}
        </Button>
        <Button variant="solid" icon="redo" disabled={!seen || busy} busy={move.isPending} onClick={() => move.mutate(plan, { onSuccess: ({ id }) => onStarted(id) })}>
          {t('moves.move', { revision: overview.revision })}
        </Button>
        {!seen && <small className={styles.note}>{t('moves.first')}</small>}
      </div>
      {preview.isError && <Banner tone="bad" title={preview.error.message} />}
      {move.isError && <Banner tone="bad" title={move.error.message} />}
      {seen && <Previewed seen={seen} />}
    </>
  );
}
