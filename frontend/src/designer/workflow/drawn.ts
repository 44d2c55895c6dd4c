/** A workflow document as the drawing and the list show it. */
import type { TFunction } from '../../i18n/words';
import type { Doc } from '../../api/drafts';
import type { Part, Way } from '../../flows/layout';
import { END, START, type Mark, type Shown } from '../../flows/shown';
import { localized, type Localized } from '../../lib/localized';
import { nodeViews } from '../../lib/nodes';
import { readDuration } from '../../lib/time';
import type { Around } from '../settings/panel';
import { isObject, type Schema } from '../settings/schema';
import { edgesIn, stepsIn, whenOf, type Outline } from './graph';
import type { StepType } from './steps';
import { lineOf } from './words';

interface Means {
  outline: Outline;
  types: readonly StepType[];
  schema: Schema | undefined;
  around: Around;
  t: TFunction;
}

export interface Drawing {
  parts: Part[];
  ways: Way[];
  shown: Map<string, Shown>;
}

interface Limit extends Doc {
  key: string;
}

export function drawn(document: Doc, means: Means): Drawing {
  const { outline, types, around, t } = means;
  const scopes = ((document.scopes as (Doc & { key: string; nodes: string[] })[] | undefined) ?? []).filter((scope) => Array.isArray(scope.nodes));
  const scopeOf = (key: string) => scopes.filter((scope) => scope.key !== key && scope.nodes.includes(key)).toSorted((a, b) => a.nodes.length - b.nodes.length)[0]?.key ?? null;
  const steps = stepsIn(document);
  const parts: Part[] = [
    ...scopes.map((scope): Part => ({ key: scope.key, title: localized(scope.title as Localized), shape: 'scope', scope: null, deadlines: limitsOf(scope) })),
    ...steps.map((step): Part => ({ key: step.key, title: localized(step.title), shape: (outline[step.key]?.shape ?? (step.type === 'end' ? 'end' : 'step')) as Part['shape'], scope: scopeOf(step.key), deadlines: limitsOf(step) })),
  ];
  const here = new Set([START, END, ...parts.map((part) => part.key)]);
  const ways = edgesIn(document)
    .filter((edge) => here.has(edge.from) && here.has(edge.to))
    .map((edge): Way => {
      const titles = new Map(outline[edge.from]?.outcomes.map((one) => [one.key, one.title]));
      return { from: edge.from, to: edge.to, titles: whenOf(edge).map((one) => titles.get(one) ?? one) };
    });
  const common = { stage: 'coming' as const, times: 0 };
  const shown = new Map<string, Shown>([
    [START, { ...common, title: triggerWords(document, means), line: '', type: START, family: 'rule', pill: true, marks: new Map() }],
    [END, { ...common, title: t('designer.flow.end'), line: '', type: END, pill: true, marks: new Map() }],
  ]);
  for (const scope of scopes) shown.set(scope.key, { ...common, title: localized(scope.title as Localized) || scope.key, line: '', type: 'scope', marks: marksOf(scope, t) });
  for (const step of steps) {
    const type = types.find((one) => one.key === step.type);
    shown.set(step.key, { ...common, title: localized(step.title) || step.key, line: lineOf(step, type?.settings, around, t) || (type?.title ?? step.type), type: step.type, family: nodeViews.get(step.type)?.family, pill: step.type === 'end', marks: marksOf(step, t) });
  }
  return { parts, ways, shown };
}

function limitsOf(of: Doc): Limit[] {
  return Array.isArray(of.limits) ? (of.limits.filter((one) => isObject(one) && typeof one.key === 'string') as Limit[]) : [];
}

function marksOf(of: Doc, t: TFunction): Map<string, Mark> {
  return new Map(
    limitsOf(of).map((limit) => {
      const after = typeof limit.after === 'string' ? readDuration(limit.after) : null;
      const span = after ? `${after.amount} ${t(`designer.units.${after.unit}`)}` : t('designer.flow.byRule');
      const does = localized(limit.title as Localized) || (typeof limit.leave_by === 'string' ? t('designer.flow.leaves') : t('designer.flow.acts'));
      return [limit.key, { title: span, line: does, fired: false, due: false }];
    }),
  );
}

function triggerWords(document: Doc, { schema, t }: Means): string {
  const type = (document.trigger as Doc | undefined)?.type;
  const told = schema?.properties?.trigger?.allOf?.find((one) => one.if?.properties?.type?.const === type)?.then;
  return localized(told?.['x-label']) || (typeof type === 'string' ? type : t('designer.flow.start'));
}
