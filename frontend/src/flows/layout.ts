/** Where everything of a workflow's drawing stands: cards from top to bottom, deadlines beside them, scopes around them; worked out by dagre. Goes by the document alone, so that a run that moves on moves no card. */
import { Graph, layout } from '@dagrejs/dagre';
import { END, START } from './shown';

export interface Part {
  key: string;
  title: string;
  shape: 'step' | 'split' | 'join' | 'end' | 'scope';
  scope: string | null;
  deadlines: { key: string }[];
}

export interface Way {
  from: string;
  to: string;
  titles: string[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Line<W extends Way> {
  way: W;
  path: string;
  /** Where its words stand. */
  label: Point;
}

export interface Deadline {
  part: string;
  key: string;
  box: Box;
  /** From the card to its knot. */
  path: string;
}

export interface Laid<W extends Way> {
  width: number;
  height: number;
  cards: Map<string, Box>;
  frames: { key: string; box: Box }[];
  deadlines: Deadline[];
  lines: Line<W>[];
}

export const card = { width: 264, height: 58 };
export const pill = { width: 104, height: 34 };
export const deadline = { width: 190, height: 46, gap: 8, away: 30 };
const frame = { side: 16, top: 34, bottom: 14 };
const radius = 12;

/** What stands for the deadlines of a scope, from which its ways out leave. */
const clockOf = (scope: string) => `${scope} clock`;
const stackHeight = (count: number) => count * (deadline.height + deadline.gap) - deadline.gap;

/** What is drawn of a way's outcomes, and room enough for it. */
export function wayWords(titles: string[]): string {
  return titles.length > 2 ? `${titles.slice(0, 2).join(' / ')} …` : titles.join(' / ');
}
const wordsWidth = (titles: string[]) => Math.min(200, [...wayWords(titles)].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 13 : 7.5), 22));

export function laidOut<W extends Way>(parts: Part[], ways: W[]): Laid<W> {
  const graph = new Graph({ compound: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 32, ranksep: 46, marginx: 24, marginy: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  const scopes = parts.filter((part) => part.shape === 'scope');
  const steps = parts.filter((part) => part.shape !== 'scope');
  graph.setNode(START, { ...pill });
  for (const scope of scopes) {
    graph.setNode(scope.key, {});
    if (scope.deadlines.length > 0) graph.setNode(clockOf(scope.key), { width: deadline.width, height: stackHeight(scope.deadlines.length) });
  }
  for (const step of steps) graph.setNode(step.key, room(step));
  if (ways.some((way) => way.to === END)) graph.setNode(END, { ...pill });
  for (const part of parts) if (part.scope) graph.setParent(part.key, part.scope);
  for (const scope of scopes) if (scope.deadlines.length > 0) graph.setParent(clockOf(scope.key), scope.key);
  const from = (way: Way) => (scopes.some((scope) => scope.key === way.from) ? clockOf(way.from) : way.from);
  for (const way of ways) graph.setEdge(from(way), way.to, way.titles.length > 0 ? { width: wordsWidth(way.titles), height: 24, labelpos: 'c' } : {});
  layout(graph);

  const centre = (key: string) => graph.node(key) as Required<Point>;
  const cards = new Map<string, Box>();
  const deadlines: Deadline[] = [];
  for (const step of steps) {
    const box = cardBox(centre(step.key), step);
    cards.set(step.key, box);
    deadlines.push(...beside(step, box));
  }
  for (const key of [START, END]) if (graph.hasNode(key)) cards.set(key, around(centre(key), pill.width, pill.height));
  for (const scope of scopes) {
    if (scope.deadlines.length === 0) continue;
    const box = around(centre(clockOf(scope.key)), deadline.width, stackHeight(scope.deadlines.length));
    cards.set(clockOf(scope.key), box);
    deadlines.push(...scope.deadlines.map(({ key }, at) => ({ part: scope.key, key, path: '', box: { ...box, y: box.y + at * (deadline.height + deadline.gap), height: deadline.height } })));
  }
  const lines = ways.map((way) => {
    const edge = graph.edge(from(way), way.to) as { points?: Point[]; x?: number; y?: number };
    const points = ended(edge.points ?? [], cards.get(from(way)), cards.get(way.to), way.from === way.to);
    return { way, path: rounded(points), label: { x: edge.x ?? middle(points).x, y: edge.y ?? middle(points).y } };
  });
  const frames = framesOf(scopes, parts, cards, deadlines);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { width, height, cards, frames, deadlines, lines };
}

/** What a step takes up: the same left and right of the card, so that the main way stays straight. */
function room(step: Part): { width: number; height: number } {
  if (step.shape === 'end') return { ...pill };
  if (step.deadlines.length === 0) return { ...card };
  return { width: card.width + 2 * (deadline.away + deadline.width), height: Math.max(card.height, stackHeight(step.deadlines.length)) };
}

function around({ x, y }: Point, width: number, height: number): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** The card stands at the top of its room. */
function cardBox(at: Point, step: Part): Box {
  const { height } = room(step);
  const own = step.shape === 'end' ? pill : card;
  return { x: at.x - own.width / 2, y: at.y - height / 2, ...own };
}

function beside(step: Part, box: Box): Deadline[] {
  return step.deadlines.map(({ key }, at) => {
    const place = { x: box.x + box.width + deadline.away, y: box.y + at * (deadline.height + deadline.gap), width: deadline.width, height: deadline.height };
    const points = [{ x: box.x + box.width, y: box.y + card.height / 2 }, { x: place.x, y: place.y + place.height / 2 }] as const;
    const bend = points[0].x + deadline.away / 2;
    return { part: step.key, key, box: place, path: `M${points[0].x} ${points[0].y}H${bend}V${points[1].y}H${points[1].x}` };
  });
}

/** Nested scopes: the inner one first, so that the outer one stands around its frame too. */
function framesOf(scopes: Part[], parts: Part[], cards: Map<string, Box>, deadlines: Deadline[]): { key: string; box: Box }[] {
  const frames = new Map<string, Box>();
  const depth = (part: Part): number => {
    const outer = scopes.find((scope) => scope.key === part.scope);
    return outer ? depth(outer) + 1 : 0;
  };
  for (const scope of scopes.toSorted((a, b) => depth(b) - depth(a))) {
    const inside = parts.filter((part) => part.scope === scope.key);
    const boxes = [
      ...inside.flatMap((part) => [cards.get(part.key), frames.get(part.key)]),
      ...deadlines.filter((one) => one.part === scope.key || inside.some((part) => part.key === one.part)).map((one) => one.box),
    ].filter((box) => box !== undefined);
    frames.set(scope.key, surrounding(boxes));
  }
  return [...frames].map(([key, box]) => ({ key, box })).toReversed();
}

function surrounding(boxes: Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.x)) - frame.side;
  const top = Math.min(...boxes.map((box) => box.y)) - frame.top;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + frame.side;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + frame.bottom;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A way leaves the middle of a card's foot and comes to the middle of its head; one that leads back goes beside them. */
function ended(points: Point[], from: Box | undefined, to: Box | undefined, itself: boolean): Point[] {
  if (!from || !to) return points;
  if (itself) {
    const right = from.x + from.width;
    const out = right + 28;
    return [{ x: right, y: from.y + from.height * 0.3 }, { x: out, y: from.y + from.height * 0.3 }, { x: out, y: from.y + from.height * 0.7 }, { x: right, y: from.y + from.height * 0.7 }];
  }
  const between = points.slice(1, -1);
  if (to.y > from.y) return [{ x: from.x + from.width / 2, y: from.y + from.height }, ...between, { x: to.x + to.width / 2, y: to.y }];
  const side = between.length > 0 && middle(between).x < from.x + from.width / 2 ? -1 : 1;
  const edge = (box: Box) => ({ x: side < 0 ? box.x : box.x + box.width, y: box.y + box.height / 2 });
  const lane = side < 0 ? Math.min(...between.map(({ x }) => x), from.x - 28, to.x - 28) : Math.max(...between.map(({ x }) => x), from.x + from.width + 28, to.x + to.width + 28);
  return [edge(from), { x: lane, y: edge(from).y }, { x: lane, y: edge(to).y }, edge(to)];
}

function middle(points: Point[]): Point {
  return points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
}

/** Upright and level pieces from point to point with round corners. */
function rounded(points: Point[]): string {
  const corners = points.flatMap((to, at): Point[] => {
    const from = points[at - 1];
    if (!from || from.x === to.x || from.y === to.y) return [to];
    // Level soon after a card, so that no way crosses what stands in the next row.
    const level = from.y + Math.sign(to.y - from.y) * Math.min(24, Math.abs(to.y - from.y) / 2);
    return [{ x: from.x, y: level }, { x: to.x, y: level }, to];
  });
  const [first, ...rest] = corners;
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  rest.forEach((corner, at) => {
    const before = corners[at] ?? corner;
    const after = rest[at + 1];
    if (!after || (before.x === corner.x && corner.x === after.x) || (before.y === corner.y && corner.y === after.y)) {
      path += `L${corner.x} ${corner.y}`;
      return;
    }
    const [into, out] = [towards(corner, before), towards(corner, after)];
    path += `L${into.x} ${into.y}Q${corner.x} ${corner.y} ${out.x} ${out.y}`;
  });
  return path;
}

function towards(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y) || 1;
  const step = Math.min(radius, length / 2) / length;
  return { x: corner.x + (other.x - corner.x) * step, y: corner.y + (other.y - corner.y) * step };
}
