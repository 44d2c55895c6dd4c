/** A running or finished process as a thread: its steps as round knots, each step's deadlines as square ones. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import type { TFunction } from '../i18n/words';
import { useNow } from '../api/session';
import type { FlowInstance, FlowStep } from '../api/types';
import { listed } from '../lib/listed';
import { nodeViews } from '../lib/nodes';
import { dueWords, shortMoment, spanWords } from '../lib/time';
import { Icon } from '../ui/Icon/Icon';
import { Tag } from '../ui/Tag/Tag';
import { Thread, type Knot } from '../ui/Thread/Thread';
import { Banner } from '../ui/States/States';
import styles from './FlowThread.module.css';

const knotStates: Record<FlowStep['state'], Knot['state']> = { done: 'done', now: 'now', waiting: 'coming', skipped: 'coming', incident: 'incident' };

/** One or two by name, more by their number. */
function whoText(step: FlowStep, t: TFunction): string {
  const people = step.who ?? [];
  return people.length > 2 ? t('flow.many', { name: people[0], count: people.length }) : listed(people);
}

function stepKnot(step: FlowStep, now: number, t: TFunction): Knot {
  const who = whoText(step, t);
  const lines = [...step.facts];
  if (step.state === 'now' && step.entered_at) lines.push(t('flow.waited', { span: spanWords(now - Date.parse(step.entered_at), t) }));
  else if (step.left_at ?? step.entered_at) lines.push(shortMoment(step.left_at ?? step.entered_at ?? '', now));
  if (step.state === 'skipped') lines.push(t('flow.skipped'));
  return { key: `${step.node}-${step.entered_at}`, title: who ? `${step.title} · ${who}` : step.title, lines, state: knotStates[step.state], icon: nodeViews.get(step.type)?.icon };
}

type Limit = FlowStep['limits'][number];

/** Whether it is still to come: for the first time, or again. */
const coming = (limit: Limit) => !limit.passed && !!limit.due_at && (!limit.fired_at || limit.due_at > limit.fired_at);

/** How its time is counted, and which time of how many it is. */
function limitTitle(limit: Limit, t: TFunction): string {
  const notes = [limit.clock === 'working' && t('flow.working'), limit.times_in_all > 1 && t('flow.times', { times: limit.times, in_all: limit.times_in_all })].filter(Boolean);
  return [limit.title, ...notes].join(' · ');
}

function limitLines(limit: Limit, running: boolean, now: number, t: TFunction, locale: string): string[] {
  if (running && coming(limit)) return [dueWords(limit.due_at ?? '', now, t, locale).text, shortMoment(limit.due_at ?? '', now)];
  return limit.fired_at ? [t('flow.fired'), shortMoment(limit.fired_at, now)] : [t('flow.passed')];
}

function limitKnots(step: FlowStep, now: number, t: TFunction, locale: string): Knot[] {
  const running = step.state === 'now';
  return step.limits
    .filter((limit) => limit.fired_at || (limit.due_at && running))
    .toSorted((a, b) => (a.due_at ?? '').localeCompare(b.due_at ?? ''))
    .map((limit) => ({
      key: `${step.node}-${limit.key}-${step.entered_at}`,
      kind: 'deadline' as const,
      title: limitTitle(limit, t),
      state: running && coming(limit) ? ('coming' as const) : limit.fired_at ? ('done' as const) : ('passed' as const),
      lines: limitLines(limit, running, now, t, locale),
    }));
}

/** `at`: the moment to tell it from, where that is not now. */
export function useKnots(instance: FlowInstance, at?: number): Knot[] {
  const { t, i18n } = useTranslation();
  const present = useNow();
  const now = at ?? present;
  return instance.steps.flatMap((step) => [stepKnot(step, now, t), ...limitKnots(step, now, t, i18n.language)]);
}

export function useStateWords(): Record<Knot['state'], string> {
  const { t } = useTranslation();
  return { done: t('flow.done'), now: t('flow.now'), coming: t('flow.coming'), incident: t('flow.incident'), passed: '' };
}

/** The next deadline of a step that waits. */
export function nextLimit(instance: FlowInstance) {
  return instance.steps
    .filter((step) => step.state === 'now')
    .flatMap((step) => step.limits.map((limit) => ({ ...limit, step: step.title })))
    .filter(coming)
    .toSorted((a, b) => (a.due_at ?? '').localeCompare(b.due_at ?? ''))[0];
}

export function FlowThread({ instance, at }: { instance: FlowInstance; at?: number }) {
  const { t, i18n } = useTranslation();
  const present = useNow();
  const now = at ?? present;
  const knots = useKnots(instance, at);
  const stateWords = useStateWords();
  const next = nextLimit(instance);
  const end = instance.ended_at ? Date.parse(instance.ended_at) : now;
  return (
    <section className={styles.flow} aria-label={instance.workflow.title}>
      <header className={styles.head}>
        <h2>{instance.workflow.title}</h2>
        <Tag>{t('flow.revision', { count: instance.revision })}</Tag>
        <span className={styles.span}>
          {t(instance.ended_at ? 'flow.took' : 'flow.runs', { start: shortMoment(instance.started_at, now), span: spanWords(end - Date.parse(instance.started_at), t) })}
        </span>
        {next?.due_at && (
          <Tag tone="warning" icon="clock">
            {next.step} · {dueWords(next.due_at, now, t, i18n.language).text} · {next.title}
          </Tag>
        )}
        <Link className={styles.drawing} to={`/runs/${instance.id}`}>
          <Icon name="eye" size={16} />
          {t('flow.drawing')}
        </Link>
      </header>
      <Thread knots={knots} label={t('flow.thread', { workflow: instance.workflow.title })} stateWords={stateWords} />
      {instance.incident && (
        <Banner tone="bad" title={t('flow.stopped')}>
          {instance.incident.detail}
        </Banner>
      )}
    </section>
  );
}
