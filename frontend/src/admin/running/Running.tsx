/** What runs: how much waits, stopped and ended, how far behind the queue is; each figure opens the list behind it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRunning, type RunningInfo, type Wanted } from '../../api/running';
import { clockText, quantity, secondsText } from './figures';
import { ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { Ended } from './Ended';
import { Instances } from './Instances';
import { StoppedJobs } from './StoppedJobs';
import styles from './Running.module.css';

/** What the list below shows: instances, or the jobs that stopped. */
type Chosen = Wanted | 'jobs';

export function Running() {
  const { t, i18n } = useTranslation();
  const running = useRunning();
  const [chosen, setChosen] = useState<Chosen>({});
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
  return (
    <div className={styles.page}>
      <div className={styles.figures}>
        <Figure title={t('running.waiting')} value={data.waiting.toLocaleString(i18n.language)} pressed={isOf(chosen, 'waiting')} onOpen={() => setChosen({ state: 'waiting' })} />
        <Figure title={t('running.incident')} value={data.incident.toLocaleString(i18n.language)} bad={data.incident > 0} pressed={isOf(chosen, 'incident')} onOpen={() => setChosen({ state: 'incident' })} />
        <Figure title={t('running.ended')} value={sum(data).toLocaleString(i18n.language)} pressed={isOf(chosen, 'completed')} onOpen={() => setChosen({ state: 'completed' })} />
        <Figure title={t('running.stoppedJobs')} value={queue.stopped.toLocaleString(i18n.language)} bad={queue.stopped > 0} pressed={chosen === 'jobs'} onOpen={() => setChosen('jobs')} />
        <Figure title={t('running.due')} value={quantity(queue.due, i18n.language)} note={t('running.leased', { count: queue.leased })} />
        <Figure title={t('running.behind')} value={secondsText(queue.behind_s, t)} bad={queue.behind_s > 60} note={queue.slow_wait_s === null ? t('running.noWait') : t('running.slow', { span: secondsText(queue.slow_wait_s, t) })} />
      </div>
      <Ended hours={data.ended} label={t('running.byHour')} clock={clockText} />
      {data.workflows.length > 0 && (
        <section className={styles.part}>
          <h2>{t('running.workflows')}</h2>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('running.workflow')}</th>
                <th scope="col" className={styles.number}>
                  {t('running.waiting')}
                </th>
                <th scope="col" className={styles.number}>
                  {t('running.incident')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.workflows.map(({ app, app_title: title, workflow, ...one }) => (
                <tr key={`${app}.${workflow}`}>
                  <th scope="row">
                    <button type="button" className={styles.name} onClick={() => setChosen({ app, workflow })}>
                      {one.title}
                    </button>
                    <span className={styles.note}>{title}</span>
                  </th>
                  <Count value={one.waiting} label={`${one.title} · ${t('running.waiting')}`} onOpen={() => setChosen({ app, workflow, state: 'waiting' })} />
                  <Count value={one.incident} label={`${one.title} · ${t('running.incident')}`} bad onOpen={() => setChosen({ app, workflow, state: 'incident' })} />
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {chosen === 'jobs' ? <StoppedJobs /> : <Instances wanted={chosen} workflows={data.workflows} onAll={() => setChosen({})} />}
    </div>
  );
}

function isOf(chosen: Chosen, state: string): boolean {
  return chosen !== 'jobs' && chosen.state === state && !chosen.workflow;
}

function sum({ ended }: RunningInfo): number {
  return ended.reduce((all, { count }) => all + count, 0);
}

interface FigureProps {
  title: string;
  value: string;
  note?: string;
  bad?: boolean;
  pressed?: boolean;
  onOpen?: () => void;
}

/** A figure; one that opens a list is a button. */
function Figure({ title, value, note, bad, pressed, onOpen }: FigureProps) {
  const words = (
    <>
      <span className={styles.label}>{title}</span>
      <span className={bad ? `${styles.value} ${styles.bad}` : styles.value}>{value}</span>
      {note && <span className={styles.note}>{note}</span>}
    </>
  );
  if (!onOpen) return <div className={styles.figure}>{words}</div>;
  return (
    <button type="button" className={styles.figure} aria-pressed={pressed ?? false} onClick={onOpen}>
      {words}
    </button>
  );
}

function Count({ value, label, bad, onOpen }: { value: number; label: string; bad?: boolean; onOpen: () => void }) {
  const { i18n } = useTranslation();
  return (
    <td className={styles.number}>
      {value > 0 ? (
        <button type="button" className={bad ? `${styles.name} ${styles.bad}` : styles.name} aria-label={`${label} ${value}`} onClick={onOpen}>
          {value.toLocaleString(i18n.language)}
        </button>
      ) : (
        <span className={styles.note}>0</span>
      )}
    </td>
  );
}
