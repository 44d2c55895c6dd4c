/** What the drawing of a run says of each step: who has it, since when or how long it took, and how its deadlines stand. */
import type { TFunction } from '../i18n/words';
import type { InstanceInfo, InstanceNode } from '../api/instances';
import { END, START, type Mark, type Shown, type Stage } from '../flows/shown';
import type { Part } from '../flows/layout';
import { listed } from '../lib/listed';
import { nodeViews } from '../lib/nodes';
import { dueWords, shortMoment, spanWords } from '../lib/time';

const stages: Record<InstanceNode['state'], Stage> = { done: 'done', now: 'now', waiting: 'coming', skipped: 'skipped', incident: 'incident' };

export function partsOf(run: InstanceInfo): Part[] {
  return run.nodes.map(({ node, title, shape, scope, deadlines }) => ({ key: node, title, shape, scope, deadlines }));
}

export function shownOf(run: InstanceInfo, now: number, t: TFunction, locale: string): Map<string, Shown> {
  const none = { line: '', times: 0, marks: new Map<string, Mark>() };
  const over = run.ended_at !== null;
  const ended = run.state === 'completed' && run.ways.some((way) => way.to === END && way.times > 0);
  return new Map<string, Shown>([
    [START, { ...none, title: run.start.title, stage: 'done', type: 'start', pill: true }],
    ...run.nodes.map((node): [string, Shown] => [
      node.node,
      {
        title: node.title,
        line: node.shape === 'scope' ? '' : lineOf(node, now, t),
        stage: stages[node.state],
        type: node.type,
        family: nodeViews.get(node.type)?.family ?? (node.shape === 'scope' ? undefined : 'rule'),
        pill: node.shape === 'end',
        times: node.visits,
        marks: marksOf(node, over, now, t, locale),
      },
    ]),
    [END, { ...none, title: t('runs.end'), stage: ended ? 'done' : over ? 'skipped' : 'coming', type: 'end', pill: true }],
  ]);
}

/** One line, whatever the step has come to, so that cards keep their size. */
function lineOf(node: InstanceNode, now: number, t: TFunction): string {
  if (!node.entered_at) return node.type_title ?? '';
  const people = node.who ?? [];
  const who = people.length > 2 ? t('flow.many', { name: people[0], count: people.length }) : listed(people);
  return [who, ...node.facts.slice(0, 1), timeWords(node, now, t)].filter(Boolean).join(' · ');
}

export function timeWords({ state, entered_at: from, left_at: until }: { state: string; entered_at: string | null; left_at: string | null }, now: number, t: TFunction): string {
  if (!from) return '';
  if (state === 'now' || state === 'incident') return t('runs.waited', { span: spanWords(now - Date.parse(from), t) });
  const took = Date.parse(until ?? from) - Date.parse(from);
  return took < 1000 ? shortMoment(from, now) : t('runs.took', { span: spanWords(took, t) });
}

function marksOf(node: InstanceNode, over: boolean, now: number, t: TFunction, locale: string): Map<string, Mark> {
  const came = new Map(node.limits.map((limit) => [limit.key, limit]));
  return new Map(
    node.deadlines.map(({ key, title, clock, leaves }): [string, Mark] => {
      const limit = came.get(key);
      const running = !over && (node.state === 'now' || node.state === 'incident');
      const due = running && !!limit?.due_at && !limit.passed && (!limit.fired_at || limit.due_at > limit.fired_at);
      const line = due
        ? dueWords(limit.due_at ?? '', now, t, locale).text
        : limit?.fired_at
          ? t('runs.fired', { at: shortMoment(limit.fired_at, now) })
          : limit
            ? t('runs.notNeeded')
            : [t(`runs.clocks.${clock}`), leaves && t('runs.leaves', { outcome: leaves })].filter(Boolean).join(' · ');
      return [key, { title, line, fired: !!limit?.fired_at, due }];
    }),
  );
}
