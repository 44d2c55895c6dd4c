/** The chosen step of a run, visit by visit: when, what it read and told, who was asked and told, what was called, and why it stopped. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { StopActs } from '../admin/StopActs';
import { useInstanceStep, type InstanceInfo, type InstanceNode, type StepVisit } from '../api/instances';
import { useNow } from '../api/session';
import { iconOf } from '../flows/shown';
import { dueWords, momentText, shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { Banner, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import { timeWords } from './shownOf';
import { valueText } from './values';
import styles from './runs.module.css';

export function StepPanel({ run, node, onClose }: { run: InstanceInfo; node: InstanceNode; onClose: () => void }) {
  const { t } = useTranslation();
  const found = useInstanceStep(run.id, node.node, run.event_count);
  const panel = useRef<HTMLElement>(null);
  // Whoever chose it goes on reading here.
  useEffect(() => panel.current?.focus(), []);
  return (
    <aside ref={panel} className={styles.panel} tabIndex={-1} aria-label={node.title}>
      <header className={styles.panelHead}>
        <Icon name={node.shape === 'scope' ? 'group' : iconOf(node.type)} size={18} />
        <h2>{node.title}</h2>
        {node.type_title && <Tag>{node.type_title}</Tag>}
        <span className={styles.grow} />
        <Button size="small" variant="quiet" icon="close" label={t('runs.close')} onClick={onClose} />
      </header>
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={6} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.visits.length === 0 && <p className={styles.hint}>{t(run.ended_at ? 'runs.neverCame' : 'runs.notYet')}</p>}
      {found.data?.visits.map((visit) => (
        <Visit key={visit.visit} run={run} node={node} visit={visit} several={found.data.visits.length + found.data.older > 1} />
      ))}
      {(found.data?.older ?? 0) > 0 && <p className={styles.hint}>{t('runs.older', { count: found.data?.older })}</p>}
    </aside>
  );
}

const tones = { done: 'good', now: 'indigo', skipped: 'plain', incident: 'bad' } as const;

function Visit({ run, node, visit, several }: { run: InstanceInfo; node: InstanceNode; visit: StepVisit; several: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  const span = visit.left_at ? t('runs.span', { from: momentText(visit.entered_at, now), until: shortMoment(visit.left_at, now) }) : t('runs.since', { from: momentText(visit.entered_at, now) });
  const outcome = visit.outcome && !visit.facts.includes(visit.outcome) ? [visit.outcome] : [];
  return (
    <section className={styles.visit} aria-label={t('runs.visit', { count: visit.visit })}>
      <div className={styles.visitHead}>
        {several && <h3>{t('runs.visit', { count: visit.visit })}</h3>}
        <Tag tone={tones[visit.state]}>{t(`runs.stages.${visit.state}`)}</Tag>
        <span className={styles.note}>{[span, timeWords(visit, now, t)].join(' · ')}</span>
      </div>
      {[...outcome, ...visit.facts].length > 0 && <p className={styles.outcome}>{[...outcome, ...visit.facts].join(' · ')}</p>}
      {visit.incident && (
        <Banner tone="bad" title={visit.incident.detail}>
          {run.may_manage && (
            <StopActs
              stop={{ instance: run.id, workflow_title: run.workflow.title, node: node.node, node_title: node.title, visit: visit.visit, outcomes: visit.incident.outcomes, outputs: visit.incident.outputs }}
              name={run.record?.title || run.workflow.title}
            />
          )}
        </Banner>
      )}
      <Deadlines visit={visit} />
      <Tasks visit={visit} />
      <Acts visit={visit} />
      {visit.decision && run.record && (
        <Part title={t('runs.decision')}>
          <Link className={styles.link} to={`/apps/${run.record.form.replace('.', '/')}/${run.record.id}`}>
            {t('runs.why')}
          </Link>
        </Part>
      )}
      <Runs visit={visit} />
      <Calls visit={visit} />
      <Messages visit={visit} />
      <Values title={t('runs.parameters')} of={visit.parameters} />
      <Values title={t('runs.told')} of={visit.told} />
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.part}>
      <h4>{title}</h4>
      {children}
    </div>
  );
}

/** A name, what there is to say of it, and when. */
function Row({ name, at, children, bad }: { name: ReactNode; at?: string | null; children?: ReactNode; bad?: boolean }) {
  const now = useNow();
  return (
    <li className={styles.row}>
      <span className={styles.rowName}>{name}</span>
      <span className={bad ? styles.bad : styles.note}>{children}</span>
      {at && <time dateTime={at}>{shortMoment(at, now)}</time>}
    </li>
  );
}

function Deadlines({ visit }: { visit: StepVisit }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  if (visit.limits.length === 0) return null;
  return (
    <Part title={t('runs.limits')}>
      <ul>
        {visit.limits.map((limit) => (
          <Row key={limit.key} name={limit.title} at={limit.fired_at ?? limit.due_at}>
            {[
              limit.fired_at ? t('flow.fired') : limit.passed || visit.left_at ? t('flow.passed') : dueWords(limit.due_at ?? '', now, t, i18n.language).text,
              t(`runs.clocks.${limit.clock}`),
              limit.times_in_all > 1 && t('runs.again', { times: limit.times, in_all: limit.times_in_all }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Row>
        ))}
      </ul>
    </Part>
  );
}

function Tasks({ visit }: { visit: StepVisit }) {
  const { t } = useTranslation();
  if (visit.tasks.length === 0) return null;
  return (
    <Part title={t('runs.tasks')}>
      <ul>
        {visit.tasks.map((task) => (
          <Row key={`${task.person} ${task.created_at}`} name={task.person} at={task.ended_at ?? task.accepted_at ?? task.seen_at ?? task.created_at}>
            {t(`runs.taskStates.${task.state}`)}
          </Row>
        ))}
      </ul>
    </Part>
  );
}

function Acts({ visit }: { visit: StepVisit }) {
  const { t } = useTranslation();
  if (visit.acts.length === 0) return null;
  return (
    <Part title={t('runs.acts')}>
      <ul>
        {visit.acts.map((act) => (
          <Row key={`${act.at} ${act.kind} ${act.by}`} name={act.rule ? t('runs.byRule', { rule: act.rule }) : (act.by ?? '—')} at={act.at}>
            {[t(`runs.actKinds.${act.kind}`), act.outcome, act.reason].filter(Boolean).join(' · ')}
          </Row>
        ))}
      </ul>
    </Part>
  );
}

function Messages({ visit }: { visit: StepVisit }) {
  const { t } = useTranslation();
  const now = useNow();
  if (visit.messages.length === 0) return null;
  return (
    <Part title={t('runs.messages')}>
      <ul>
        {visit.messages.map((one) => (
          <Row key={`${one.person} ${one.at}`} name={one.person} at={one.at} bad={one.ways.some((way) => way.state === 'failed')}>
            {[
              one.title ?? t(`messages.classes.${one.kind}`),
              one.read_at ? t('runs.read', { at: shortMoment(one.read_at, now) }) : t('runs.unread'),
              ...one.ways.map((way) => [way.channel, t(`runs.wayStates.${way.state}`), way.reason].filter(Boolean).join(' ')),
            ].join(' · ')}
          </Row>
        ))}
      </ul>
    </Part>
  );
}

function Calls({ visit }: { visit: StepVisit }) {
  const { t } = useTranslation();
  const now = useNow();
  if (visit.calls.length === 0) return null;
  return (
    <Part title={t('runs.calls')}>
      <ul>
        {visit.calls.map((call) => (
          <Row key={call.at} name={call.connection} at={call.settled_at ?? call.at} bad={call.state === 'incident'}>
            {[
              t(`runs.callStates.${call.state}`),
              call.status !== null && t('runs.status', { status: call.status }),
              call.attempts > 0 && t('runs.attempts', { count: call.attempts }),
              call.next_at && call.attempts > 0 && t('runs.nextAt', { at: shortMoment(call.next_at, now) }),
              call.state !== 'done' && call.error,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Row>
        ))}
      </ul>
    </Part>
  );
}

function Runs({ visit }: { visit: StepVisit }) {
  const { t } = useTranslation();
  const { runs } = visit;
  if (!runs) return null;
  return (
    <Part title={t('runs.runs')}>
      <p className={styles.note}>{[runs.title, ...runs.states.map(({ state, count }) => `${t(`runs.runStates.${state}`)} ${count}`)].join(' · ')}</p>
      <ul className={styles.called}>
        {runs.items.map((one) => (
          <Row key={one.number} name={one.id ? <Link className={styles.link} to={`/runs/${one.id}`}>{t('runs.runNumber', { number: one.number })}</Link> : t('runs.runNumber', { number: one.number })} bad={one.state === 'failed'}>
            {t(`runs.runStates.${one.state}`)}
          </Row>
        ))}
      </ul>
    </Part>
  );
}

function Values({ title, of }: { title: string; of: StepVisit['told'] }) {
  const { t } = useTranslation();
  if (of.count === 0) return null;
  return (
    <Part title={title}>
      {of.values === null && <p className={styles.note}>{t('runs.hidden', { count: of.count })}</p>}
      <dl className={styles.values}>
        {of.values?.map((one) => (
          <div key={one.key}>
            <dt>{one.title}</dt>
            <dd>{valueText(one.value, t)}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}
