/** One run of a workflow: its graph with the way it took, the same as a list, all that happened, and the chosen step in full. */
import { useMemo } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, useParams } from 'react-router';
import { useInstance, type InstanceInfo } from '../api/instances';
import { useNow } from '../api/session';
import { useUrlState } from '../apps/urlState';
import { BareSheet } from '../desk/Sheet';
import { FlowList } from '../flows/FlowList';
import { isGone } from '../lib/problems';
import { useNarrow } from '../lib/narrow';
import { shortMoment, spanWords } from '../lib/time';
import { Icon } from '../ui/Icon/Icon';
import { lazyPart } from '../ui/lazyPart';
import { Banner, ClosedState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Swatch } from '../ui/Swatch/Swatch';
import { Tabs } from '../ui/Tabs/Tabs';
import { Tag } from '../ui/Tag/Tag';
import { EventList } from './EventList';
import { partsOf, shownOf } from './shownOf';
import { StepPanel } from './StepPanel';
import styles from './runs.module.css';

const FlowCanvas = lazyPart(async () => (await import('../flows/FlowCanvas')).default);

const tones = { waiting: 'indigo', incident: 'bad', completed: 'good', cancelled: 'plain' } as const;
const ways = ['drawing', 'list', 'events'] as const;

export default function RunPage() {
  const { t } = useTranslation();
  const { run: id = '' } = useParams();
  const run = useInstance(id);
  if (run.isError) {
    return (
      <BareSheet title={t('runs.title')}>
        {isGone(run.error) ? <ClosedState heading /> : <ErrorState error={run.error} heading onRetry={() => void run.refetch()} />}
      </BareSheet>
    );
  }
  if (run.isPending) {
    return (
      <BareSheet title={t('runs.title')}>
        <LoadingState>
          <Skeleton rows={8} />
        </LoadingState>
      </BareSheet>
    );
  }
  return <Loaded run={run.data} />;
}

function Loaded({ run }: { run: InstanceInfo }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const narrow = useNarrow();
  const [url, setUrl] = useUrlState();
  const wanted = ways.find((one) => one === url.get('show')) ?? 'drawing';
  // A drawing needs room; a narrow screen has the list in its place.
  const show = narrow && wanted === 'drawing' ? 'list' : wanted;
  const step = run.nodes.find((one) => one.node === url.get('step')) ?? null;
  const parts = useMemo(() => partsOf(run), [run]);
  const shown = useMemo(() => shownOf(run, now, t, i18n.language), [run, now, t, i18n.language]);
  const choose = useMemo(() => (key: string) => setUrl({ step: key }), [setUrl]);
  const tabs = ways.filter((one) => !narrow || one !== 'drawing').map((key) => ({ key, title: t(`runs.${key}`), count: key === 'events' ? run.event_count : undefined }));
  const words = { workflow: run.workflow.title };
  return (
    <BareSheet title={run.record ? `${run.workflow.title} · ${run.record.title}` : run.workflow.title}>
      <div className={styles.page}>
        <Head run={run} now={now} />
        <div className={styles.bar}>
          <Tabs label={t('runs.shows')} panel="run" tabs={tabs} value={show} onChange={(key) => setUrl({ show: key === 'drawing' ? null : key })} />
        </div>
        <div className={styles.columns} data-step={step ? '' : undefined}>
          <div id="run" role="tabpanel" aria-label={t(`runs.${show}`)} className={styles.main} data-show={show} tabIndex={show === 'drawing' ? undefined : 0}>
            {show === 'drawing' && <FlowCanvas label={t('runs.drawingOf', words)} parts={parts} ways={run.ways} shown={shown} chosen={step?.node ?? null} onChoose={choose} />}
            {show === 'list' && <FlowList label={t('runs.listOf', words)} parts={parts} shown={shown} chosen={step?.node ?? null} onChoose={choose} />}
            {show === 'events' && <EventList run={run} onChoose={choose} />}
          </div>
          {step ? (
            <StepPanel key={step.node} run={run} node={step} onClose={() => setUrl({ step: null })} />
          ) : (
            <aside className={styles.panel} data-empty="">
              <p className={styles.hint}>{t('runs.choose')}</p>
            </aside>
          )}
        </div>
      </div>
    </BareSheet>
  );
}

function Head({ run, now }: { run: InstanceInfo; now: number }) {
  const { t } = useTranslation();
  const record = run.record;
  const end = run.ended_at ? Date.parse(run.ended_at) : now;
  return (
    <header className={styles.head}>
      <nav className={styles.crumbs} aria-label={t('records.where')}>
        <Swatch of={run.app} size={18} />
        <Link to={`/apps/${run.app}`}>{run.app_title}</Link>
        <Icon name="right" size={14} />
        {record ? <Link to={`/apps/${record.form.replace('.', '/')}/${record.id}`}>{record.title || t('runs.record')}</Link> : <span>{t('runs.noRecord')}</span>}
        {run.caller && (
          <>
            <Icon name="right" size={14} />
            <Link to={`/runs/${run.caller.id}`}>{t('runs.caller', { title: run.caller.title })}</Link>
          </>
        )}
      </nav>
      <div className={styles.titleLine}>
        <h1>{run.workflow.title}</h1>
        <Tag>{t('flow.revision', { count: run.revision })}</Tag>
        <Tag tone={tones[run.state]}>{t(`running.states.${run.state}`)}</Tag>
        <span className={styles.note}>
          {[run.initiator && t('runs.begunBy', { name: run.initiator }), t(run.ended_at ? 'flow.took' : 'flow.runs', { start: shortMoment(run.started_at, now), span: spanWords(end - Date.parse(run.started_at), t) })].filter(Boolean).join(' · ')}
        </span>
      </div>
      {run.newest_revision !== null && run.newest_revision > run.revision && run.ended_at === null && <Banner tone="plain" title={t('runs.newer', { revision: run.newest_revision, mine: run.revision })} />}
    </header>
  );
}
