/** The graph of a workflow document: steps put in, taken out, moved, and where each outcome leads. Nothing here changes a document; each act gives another. */
import type { Doc } from '../../api/drafts';
import type { components } from '../../api/schema';
import { END, START } from '../../flows/shown';
import { freeKey } from '../settings/schema';

export interface Step extends Doc {
  key: string;
  type: string;
  title: string | Record<string, string>;
}

export interface Edge {
  from: string;
  to: string;
  /** The outcomes it is for; without, all that no other edge names. */
  when?: string | string[];
  key?: string;
}

export type Outlined = components['schemas']['OutlinedStep'];

export type Outline = Readonly<Record<string, Outlined>>;

export const stepsIn = (document: Doc): Step[] => (document.nodes as Step[] | undefined) ?? [];
export const edgesIn = (document: Doc): Edge[] => (document.edges as Edge[] | undefined) ?? [];
export const whenOf = (edge: Edge): string[] => [edge.when ?? []].flat();

const withEdges = (document: Doc, edges: Edge[]): Doc => ({ ...document, edges: joined(edges) });

/** Edges between the same two become one; an edge for all outcomes swallows those for some. */
function joined(edges: readonly Edge[]): Edge[] {
  const made: Edge[] = [];
  for (const edge of edges) {
    const at = made.findIndex((one) => one.from === edge.from && one.to === edge.to);
    const before = made[at];
    if (!before) made.push(edge);
    else made[at] = before.when === undefined || edge.when === undefined ? withoutWhen(before) : withWhen(before, [...new Set([...whenOf(before), ...whenOf(edge)])]);
  }
  return made;
}

function withoutWhen({ when: _when, ...edge }: Edge): Edge {
  return edge;
}

function withWhen(edge: Edge, outcomes: string[]): Edge {
  if (outcomes.length === 0) return withoutWhen(edge);
  return { ...edge, when: outcomes.length === 1 ? (outcomes[0] as string) : outcomes };
}

/** What a step is put behind, where that decides: its outcome, and all it has. */
export interface Decided {
  outcome: string;
  all: Outlined['outcomes'];
}

/** A step between two that share a scope stands in it, too. */
function betweenMembers(document: Doc, step: string, from: string, to: string): Doc {
  const scopes = document.scopes as { nodes: string[] }[] | undefined;
  if (!scopes?.some(({ nodes }) => nodes.includes(from) && nodes.includes(to))) return document;
  return { ...document, scopes: scopes.map((scope) => (scope.nodes.includes(from) && scope.nodes.includes(to) ? { ...scope, nodes: scope.nodes.toSpliced(scope.nodes.indexOf(from) + 1, 0, step) } : scope)) };
}

/** A step put onto the way from one to another: what led there leads to it, and it leads on. `decided`: only what leaves by that outcome; the others go on as they did. */
export function putOn(document: Doc, step: Step, from: string, to: string, decided?: Decided): Doc {
  const before = stepsIn(document).findIndex((one) => one.key === from);
  const placed = betweenMembers({ ...document, nodes: stepsIn(document).toSpliced(before + 1, 0, step) }, step.key, from, to);
  const turned = decided
    ? led(placed, from, decided.outcome, step.key, decided.all)
    : withEdges(placed, edgesIn(placed).map((edge) => (edge.from === from && edge.to === to ? { ...edge, to: step.key } : edge)));
  return step.type === 'end' ? turned : withEdges(turned, [...edgesIn(turned), { from: step.key, to }]);
}

/** The first of several outcomes that lead the same way: what stands behind a decision is meant for it alone. `told`: of a step that decides. */
export function decidedOn(document: Doc, from: string, to: string, told: Outlined | undefined): Decided | undefined {
  const there = told?.outcomes.filter((one) => targetOf(document, from, one.key, one.optional) === to) ?? [];
  return told && there.length > 1 && there[0] ? { outcome: there[0].key, all: told.outcomes } : undefined;
}

/** Where a step's main way leads: the edge for all outcomes, else the first. */
function mainWay(document: Doc, key: string): string {
  const leaving = edgesIn(document).filter((edge) => edge.from === key);
  return (leaving.find((edge) => edge.when === undefined) ?? leaving[0])?.to ?? END;
}

/** Without a step: what led to it leads on along its main way. Names of it elsewhere are told as problems. */
export function withoutStep(document: Doc, key: string): Doc {
  const next = mainWay(document, key);
  const around = ((document.scopes as { key: string; nodes: string[] }[] | undefined) ?? []).map((scope) => ({ ...scope, nodes: scope.nodes.filter((one) => one !== key) }));
  const scopes = around.filter((scope) => scope.nodes.length > 0);
  const empty = new Set(around.filter((scope) => scope.nodes.length === 0).map((scope) => scope.key));
  const edges = edgesIn(document)
    .filter((edge) => edge.from !== key && !empty.has(edge.from))
    .map((edge) => (edge.to === key ? { ...edge, to: next === key ? END : next } : edge));
  const { scopes: _, ...others } = document;
  return withEdges({ ...others, ...(scopes.length > 0 && { scopes }), nodes: stepsIn(document).filter((step) => step.key !== key) }, edges);
}

/** A step taken from where it is and put onto another way. */
export function movedOn(document: Doc, key: string, from: string, to: string, told?: Outlined): Doc {
  const step = stepsIn(document).find((one) => one.key === key);
  if (!step || from === key || to === key) return document;
  const left = withoutStep(document, key);
  const way = edgesIn(left).some((edge) => edge.from === from && edge.to === to);
  return way ? putOn(left, step, from, to, decidedOn(left, from, to, told)) : document;
}

/** Before the step it follows, or behind the one it leads to: the keyboard's drag. */
export function nudgedStep(document: Doc, key: string, direction: 1 | -1): Doc {
  const edges = edgesIn(document);
  if (direction < 0) {
    const before = edges.find((edge) => edge.to === key)?.from;
    const way = before && before !== START ? edges.find((edge) => edge.to === before) : undefined;
    return way ? movedOn(document, key, way.from, way.to) : document;
  }
  const after = mainWay(document, key);
  if (after === END) return document;
  return movedOn(document, key, after, mainWay(document, after));
}

/** Where an outcome leads: by the edge that names it, else by the one for all. Null: nowhere yet. */
export function targetOf(document: Doc, key: string, outcome: string, optional = false): string | null {
  const leaving = edgesIn(document).filter((edge) => edge.from === key);
  const named = leaving.find((edge) => whenOf(edge).includes(outcome));
  const rest = optional ? undefined : leaving.find((edge) => edge.when === undefined);
  return (named ?? rest)?.to ?? null;
}

/** An outcome led elsewhere; null: nowhere. `all`: every outcome of the step, since an edge for all others is told apart into those it was for. `named`: no edge is for all, as a scope's are not. */
export function led(document: Doc, key: string, outcome: string, to: string | null, all: Outlined['outcomes'], named = false): Doc {
  const others = edgesIn(document).filter((edge) => edge.from !== key);
  const targets = all.map((one) => ({ outcome: one.key, to: one.key === outcome ? to : targetOf(document, key, one.key, one.optional) }));
  const known = new Set(all.map((one) => one.key));
  // What edges say of outcomes that are gone stays in sight as a problem, for the person to decide.
  const gone = edgesIn(document)
    .filter((edge) => edge.from === key && edge.when !== undefined)
    .flatMap((edge) => whenOf(edge).filter((one) => !known.has(one)).map((one): Edge => ({ from: key, to: edge.to, when: one })));
  const ways = targets.flatMap((one): Edge[] => (one.to === null ? [] : [{ from: key, to: one.to, when: one.outcome }]));
  const single = !named && new Set(ways.map((way) => way.to)).size === 1 && ways.length === all.filter((one) => !one.optional).length && gone.length === 0 && !all.some((one) => one.optional && targets.find((way) => way.outcome === one.key)?.to);
  const leaving = single && ways[0] ? [withoutWhen(ways[0])] : [...ways, ...gone];
  const at = edgesIn(document).findIndex((edge) => edge.from === key);
  return withEdges(document, others.toSpliced(at < 0 ? others.length : at, 0, ...leaving));
}

/** A branch more of a step that splits: to a step of its own, or led to one that is there. */
export function withBranch(document: Doc, key: string, to: string): Doc {
  return { ...document, edges: [...edgesIn(document), { from: key, to }] };
}

/** A copy behind the step. */
export function duplicated(document: Doc, key: string): { document: Doc; key: string } {
  const step = stepsIn(document).find((one) => one.key === key);
  if (!step) return { document, key };
  const copy = { ...step, key: newKey(document, step.type) };
  return { document: putOn(document, copy, key, mainWay(document, key)), key: copy.key };
}

export function newKey(document: Doc, type: string): string {
  const scopes = (document.scopes as { key: string }[] | undefined) ?? [];
  return freeKey(type, [...stepsIn(document).map((step) => step.key), ...scopes.map((scope) => scope.key)]);
}

/** In reading order: along the ways from the start, then what nobody reaches. */
export function readingOrder(document: Doc): string[] {
  const known = new Set(stepsIn(document).map((step) => step.key));
  const found: string[] = [];
  const follow = (key: string) => {
    for (const edge of edgesIn(document)) {
      if (edge.from !== key || !known.has(edge.to) || found.includes(edge.to)) continue;
      found.push(edge.to);
      follow(edge.to);
    }
  };
  follow(START);
  for (const scope of (document.scopes as { key: string }[] | undefined) ?? []) follow(scope.key);
  return [...found, ...stepsIn(document).map((step) => step.key).filter((key) => !found.includes(key))];
}
