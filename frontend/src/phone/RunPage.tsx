/** One run of a workflow on a phone: its state and its steps in their order, for who started it about no record. */
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { useInstance, type InstanceInfo } from '../api/instances';
import { useNow } from '../api/session';
import { FlowList } from '../flows/FlowList';
import { take } from '../i18n/words';
import { useTranslation } from '../i18n/useTranslation';
import { partsOf, shownOf } from '../runs/shownOf';
import { shortMoment, spanWords } from '../lib/time';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import { Page } from './Page';
import page from './Page.module.css';

take(import.meta.glob('../i18n/*/{runs,running,flow,units}.json', { eager: true, import: 'default' }));

const tones = { waiting: 'indigo', incident: 'bad', completed: 'good', cancelled: 'plain' } as const;

export function RunPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const run = useInstance(id);
  return (
    <Page title={run.data?.workflow.title ?? t('runs.title')} subtitle={run.data?.app_title}>
      {run.isPending && (
        <LoadingState>
          <Skeleton rows={5} line={56} />
        </LoadingState>
      )}
      {run.isError && <ErrorState error={run.error} onRetry={() => void run.refetch()} />}
      {run.data && <Loaded run={run.data} />}
    </Page>
  );
}

function Loaded({ run }: { run: InstanceInfo }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const parts = useMemo(() => partsOf(run), [run]);
  const shown = useMemo(() => shownOf(run, now, t, i18n.language), [run, now, t, i18n.language]);
  const span = spanWords((run.ended_at ? Date.parse(run.ended_at) : now) - Date.parse(run.started_at), t);
  return (
    <section className={page.card}>
      <p className={page.rowLine}>
        <Tag tone={tones[run.state]}>{t(`running.states.${run.state}`)}</Tag> {t(run.ended_at ? 'flow.took' : 'flow.runs', { start: shortMoment(run.started_at, now), span })}
      </p>
      <FlowList label={t('runs.listOf', { workflow: run.workflow.title })} parts={parts} shown={shown} />
    </section>
  );
}
