/** One run for a period: what it would write or has written, row by row, beside what stood before. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { runFile, usePeriodActs, useRun, useRunActs } from '../api/periodRuns';
import { useNow } from '../api/session';
import type { AppInfo, Schemas } from '../api/types';
import { Sheet } from '../desk/Sheet';
import { useToasts } from '../desk/toasts';
import { useNarrow } from '../lib/narrow';
import { Problem } from '../lib/problems';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Progress } from '../ui/Progress/Progress';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tabs } from '../ui/Tabs/Tabs';
import { ConfirmDialog } from './PeriodDialogs';
import { RunRows } from './RunRows';
import { RunTag } from './RunTag';
import { Totals } from './Totals';
import styles from './periodRuns.module.css';

type Run = Schemas['RunDetail'];

export function RunPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { run: id = '' } = useParams();
  const narrow = useNarrow();
  const run = useRun(app.key, id);
  const title = run.data ? t('periodRuns.runTitle', { title: run.data.sheet.title, period: run.data.period.key }) : t('periodRuns.title');
  const acts = run.data && <Acts app={app.key} run={run.data} />;
  return (
    <Sheet scrolls title={title} note={run.data && <RunTag run={run.data} />} actions={!narrow && acts}>
      {run.isPending && (
        <LoadingState>
          <Skeleton rows={8} />
        </LoadingState>
      )}
      {run.isError && (run.error instanceof Problem && run.error.status === 404 ? <EmptyState title={t('periodRuns.gone')} /> : <ErrorState error={run.error} onRetry={() => void run.refetch()} />)}
      {run.data && <Body key={id} app={app.key} run={run.data} acts={narrow && acts} />}
    </Sheet>
  );
}

function Acts({ app, run }: { app: string; run: Run }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((store) => store.show);
  const { discard } = useRunActs(app, run.id);
  const { start } = usePeriodActs(app, run.sheet.workflow, run.sheet.node);
  const [confirming, setConfirming] = useState(false);
  const again = () =>
    start.mutate(run.period.key, {
      onSuccess: ({ id }) => void navigate(`/apps/${app}/-/period-runs/runs/${id}`),
      onError: (error) => show(error.message),
    });
  return (
    <div className={styles.acts}>
      {run.can_discard && (
        <Button size="small" variant="quiet" busy={discard.isPending} onClick={() => discard.mutate(undefined, { onError: (error) => show(error.message) })}>
          {t('periodRuns.discard')}
        </Button>
      )}
      {run.sheet.manages && run.state !== 'calculating' && run.state !== 'writing' && (
        <Button size="small" icon="play" busy={start.isPending} onClick={again}>
          {t('periodRuns.again')}
        </Button>
      )}
      {run.can_confirm && (
        <Button size="small" variant="solid" icon="check" onClick={() => setConfirming(true)}>
          {t('periodRuns.confirm')}
        </Button>
      )}
      {confirming && <ConfirmDialog app={app} run={run} onClose={() => setConfirming(false)} />}
    </div>
  );
}

/** On a narrow screen what is done about a run stands below what it came to, since its title leaves no room. */
function Body({ app, run, acts }: { app: string; run: Run; acts: ReactNode }) {
  const { t } = useTranslation();
  const now = useNow();
  const [search, setSearch] = useSearchParams();
  const { counts } = run;
  const unwritten = counts.unwritten > 0 ? [{ key: 'unwritten', title: t('periodRuns.differences.unwritten'), count: counts.unwritten }] : [];
  const tabs = [
    { key: 'all', title: t('periodRuns.all'), count: counts.rows + counts.gone },
    ...(['new', 'changed', 'gone', 'same', 'failed'] as const).filter((key) => counts[key] > 0).map((key) => ({ key, title: t(`periodRuns.differences.${key}`), count: counts[key] })),
    ...unwritten,
  ];
  const asked = search.get('difference') ?? 'all';
  const chosen = tabs.some((tab) => tab.key === asked) ? asked : 'all';
  const difference = chosen === 'all' ? null : chosen;
  const busy = run.state === 'calculating' || run.state === 'writing';
  const toWrite = counts.new + counts.changed + counts.gone;
  return (
    <div className={styles.page}>
      <div className={styles.summary}>
        <Totals before sheet={run.sheet} run={run} />
        <p className={styles.words}>
          {t(run.by_flow ? 'periodRuns.begunByFlow' : 'periodRuns.begunBy', { by: run.started_by ?? t('periodRuns.workflow'), at: shortMoment(run.started_at, now) })}
          {run.confirmed_by && run.confirmed_at && ` ${t('periodRuns.confirmedBy', { by: run.confirmed_by, at: shortMoment(run.confirmed_at, now) })}`}{' '}
          <Link to={`/apps/${app}/-/period-runs/of/${run.sheet.workflow}/${run.sheet.node}`}>{t('periodRuns.allPeriods')}</Link>
        </p>
        {acts}
      </div>
      {run.state === 'calculating' && <Progress label={t('periodRuns.calculating', { rows: counts.rows })} done={counts.rows} total={run.expected} />}
      {run.state === 'writing' && <Progress label={t('periodRuns.writing', { rows: counts.written })} done={counts.written + counts.unwritten} total={toWrite} />}
      {run.state === 'ready' && run.closed && <Banner tone="warning" icon="lock" title={t('periodRuns.closedBanner', { number: toWrite })} />}
      {run.state === 'ready' && !run.closed && run.period.running && <Banner tone="info" title={t('periodRuns.runningBanner', { period: run.period.key })} />}
      {run.state === 'ready' && run.can_confirm && <Banner tone="info" title={t('periodRuns.readyBanner')} />}
      {run.state === 'failed' && <Banner tone="bad" title={t('periodRuns.failedBanner')}>{run.problem}</Banner>}
      {!busy && counts.rows + counts.gone === 0 && (
        <EmptyState icon="table" title={t('periodRuns.empty')}>
          {t('periodRuns.emptyWords', { form: run.sheet.form.title })}
        </EmptyState>
      )}
      {!busy && counts.rows + counts.gone > 0 && (
        <>
          <div className={styles.bar}>
            <Tabs tabs={tabs} value={chosen} label={t('periodRuns.filter')} panel="run-rows" onChange={(key) => setSearch(key === 'all' ? {} : { difference: key }, { replace: true })} />
            <span className={styles.grow} />
            <Button size="small" icon="download" onClick={() => globalThis.location.assign(runFile(app, run.id, difference))}>
              {t('periodRuns.export')}
            </Button>
          </div>
          <RunRows key={chosen} app={app} run={run} difference={difference} />
        </>
      )}
    </div>
  );
}
