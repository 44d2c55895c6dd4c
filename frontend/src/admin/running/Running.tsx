/** What runs: how much waits, stopped and ended, how far behind the queue is, where it stands; each number opens the list behind it. */
import { useDeferredValue } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { TFunction } from '../../i18n/words';
import { Link } from 'react-router';
import { useRunning, type RunningInfo, type RunningWorkflow, type Wanted } from '../../api/running';
import { useNow } from '../../api/session';
import { useUrlState } from '../../apps/urlState';
import { shortMoment } from '../../lib/time';
import { Banner, ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { TextInput } from '../../ui/TextInput/TextInput';
import { Count, CountHeads } from './Count';
import { Ended } from './Ended';
import { clockText, quantity, secondsText } from './figures';
import { Instances } from './Instances';
import { JobKinds } from './JobKinds';
import { Steps } from './Steps';
import { StoppedJobs } from './StoppedJobs';
import styles from './Running.module.css';

const places = ['app', 'workflow', 'node', 'state', 'search', 'ended_from', 'ended_until'] as const;
const hour_ms = 3_600_000;

/** What the list shows stands in the address: `list` jobs or kinds, else the runs that are meant. */
function useChosen() {
  const [url, setUrl] = useUrlState();
  const wanted: Wanted = Object.fromEntries(places.flatMap((key) => (url.get(key) ? [[key, url.get(key)]] : [])));
  const list = url.get('list');
  const none = Object.fromEntries([...places, 'list'].map((key) => [key, null]));
  return { wanted, list, choose: (chosen: Wanted & { list?: string }) => setUrl({ ...none, ...chosen }), write: (search: string) => setUrl({ ...none, search: search || null }) };
}

export function Running() {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const running = useRunning();
  const { wanted, list, choose, write } = useChosen();
  const search = useDeferredValue(wanted.search?.trim());
  if (running.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={5} line={64} />
      </LoadingState>
    );
  }
  if (running.isError) return <ErrorState error={running.error} onRetry={() => void running.refetch()} />;
  const { data } = running;
  const { queue } = data;
  const number = (value: number) => value.toLocaleString(i18n.language);
  const of = data.workflows.find((one) => one.app === wanted.app && one.workflow === wanted.workflow);
  const runs = list === null;
  const only = (state: string) => runs && wanted.state === state && !wanted.workflow;
  const day = { ended_from: data.ended[0]?.hour };
  return (
    <div className={styles.page}>
      {data.channels.map((one) => (
        <Banner key={one.channel} tone="bad" title={t('running.brokenChannel', { title: one.title, at: shortMoment(one.since, now) })}>
          {one.reason} <Link to="/admin/channels">{t('running.toChannels')}</Link>
        </Banner>
      ))}
      <div className={styles.figures}>
        <Figure title={t('running.waiting')} value={number(data.waiting)} pressed={only('waiting')} onOpen={() => choose({ state: 'waiting' })} />
        <Figure title={t('running.incident')} value={number(data.incident)} bad={data.incident > 0} pressed={only('incident')} onOpen={() => choose({ state: 'incident' })} />
        <Figure title={t('running.ended')} value={number(sum(data))} pressed={runs && wanted.ended_from === day.ended_from && !wanted.ended_until} onOpen={() => choose(day)} />
        <Figure title={t('running.stoppedJobs')} value={number(queue.stopped)} bad={queue.stopped > 0} pressed={list === 'jobs'} onOpen={() => choose({ list: 'jobs' })} />
        <Figure title={t('running.due')} value={quantity(queue.due, i18n.language)} note={t('running.leased', { count: queue.leased })} pressed={list === 'kinds'} onOpen={() => choose({ list: 'kinds' })} />
        <Figure
          title={t('running.behind')}
          value={secondsText(queue.behind_s, t)}
          bad={queue.behind_s > 60}
          note={queue.slow_wait_s === null ? t('running.noWait') : t('running.slow', { span: secondsText(queue.slow_wait_s, t) })}
          pressed={list === 'kinds'}
          onOpen={() => choose({ list: 'kinds' })}
        />
      </div>
      <Ended hours={data.ended} label={t('running.byHour')} clock={clockText} onOpen={(hour) => choose({ ended_from: hour, ended_until: new Date(Date.parse(hour) + hour_ms).toISOString() })} />
      {data.workflows.length > 0 && <Workflows items={data.workflows} chosen={of} choose={choose} />}
      {of && <Steps of={of} chosen={wanted.node} onOpen={(node, state) => choose({ app: of.app, workflow: of.workflow, node, state })} />}
      <search className={styles.search}>
        <TextInput type="search" icon="search" label={t('running.search')} placeholder={t('running.search')} value={wanted.search ?? ''} onChange={write} />
      </search>
      {list === 'jobs' && <StoppedJobs />}
      {list === 'kinds' && <JobKinds />}
      {runs && <Instances wanted={search ? { ...wanted, search } : wanted} title={titleOf({ ...wanted, search }, of, t)} onAll={Object.keys(wanted).length > 0 ? () => choose({}) : null} />}
    </div>
  );
}

/** What the list holds, in words. */
function titleOf(wanted: Wanted, of: RunningWorkflow | undefined, t: TFunction): string {
  if (wanted.search) return t('running.found', { text: wanted.search });
  const { ended_from: from, ended_until: until } = wanted;
  if (from) return t('running.endedList', { span: until ? t('running.hour', { from: clockText(from), until: clockText(until) }) : t('running.lastDay') });
  return [of?.title, wanted.state ? t(`running.states.${wanted.state}`) : t('running.open')].filter(Boolean).join(' · ');
}

function Workflows({ items, chosen, choose }: { items: RunningWorkflow[]; chosen?: RunningWorkflow; choose: (wanted: Wanted) => void }) {
  const { t } = useTranslation();
  return (
    <section className={styles.part}>
      <h2>{t('running.workflows')}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('running.workflow')}</th>
            <CountHeads />
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={`${one.app}.${one.workflow}`}>
              <th scope="row">
                <button type="button" className={styles.name} aria-pressed={one === chosen} onClick={() => choose({ app: one.app, workflow: one.workflow })}>
                  {one.title}
                </button>
                <span className={styles.note}>{one.app_title}</span>
              </th>
              <Count value={one.waiting} label={`${one.title} · ${t('running.waiting')}`} onOpen={() => choose({ app: one.app, workflow: one.workflow, state: 'waiting' })} />
              <Count value={one.incident} label={`${one.title} · ${t('running.incident')}`} bad onOpen={() => choose({ app: one.app, workflow: one.workflow, state: 'incident' })} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function sum({ ended }: RunningInfo): number {
  return ended.reduce((all, { count }) => all + count, 0);
}

interface FigureProps {
  title: string;
  value: string;
  note?: string;
  bad?: boolean;
  pressed: boolean;
  onOpen: () => void;
}

/** A figure, which opens the list behind it. */
function Figure({ title, value, note, bad, pressed, onOpen }: FigureProps) {
  return (
    <button type="button" className={styles.figure} aria-pressed={pressed} onClick={onOpen}>
      <span className={styles.label}>{title}</span>
      <span className={bad ? `${styles.value} ${styles.bad}` : styles.value}>{value}</span>
      {note && <span className={styles.note}>{note}</span>}
    </button>
  );
}
