/** The places of the graph's nodes, left to right, and the curves between them; worked out by dagre. */
import { Graph, layout } from '@dagrejs/dagre';
import type { LineageEdge, LineageNode } from '../api/types';

export const size = { width: 168, height: 44 };

export interface Place {
  node: LineageNode;
  x: number;
  y: number;
}

export interface Curve {
  edge: LineageEdge;
  path: string;
}

export interface Drawing {
  width: number;
  height: number;
  places: Place[];
  curves: Curve[];
}

export function drawn(nodes: LineageNode[], edges: LineageEdge[]): Drawing {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 10, ranksep: 44, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, { ...size });
  for (const edge of edges) graph.setEdge(edge.from, edge.to, {}, edge.how);
  layout(graph);
  const places = nodes.map((node) => {
    const { x = 0, y = 0 } = graph.node(node.id) as { x?: number; y?: number };
    return { node, x: x - size.width / 2, y: y - size.height / 2 };
  });
  const at = new Map(places.map((place) => [place.node.id, place]));
  const curves = edges.map((edge) => {
    const found = graph.edge({ v: edge.from, w: edge.to, name: edge.how }) as { points?: Point[] };
    return { edge, path: curve(leaving(at.get(edge.from)), (found.points ?? []).slice(1, -1), entering(at.get(edge.to))) };
  });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { width, height, places, curves };
}

interface Point {
  x: number;
  y: number;
}

// Out of the right side and into the left one, wherever the way between was laid.
const leaving = (place?: Place): Point => ({ x: (place?.x ?? 0) + size.width, y: (place?.y ?? 0) + size.height / 2 });
const entering = (place?: Place): Point => ({ x: place?.x ?? 0, y: (place?.y ?? 0) + size.height / 2 });

/** From point to point, level at each. */
function curve(first: Point, between: Point[], last: Point): string {
  let from = first;
  return [...between, last].reduce((path, to) => {
    const bend = (to.x - from.x) / 2;
    const next = `${path}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
    from = to;
    return next;
  }, `M${first.x} ${first.y}`);
}

/** Where an arrow key leads: along an edge to the left or right, up and down within the column. */
export function stepFrom(drawing: Drawing, id: string, key: string): string | null {
  const at = drawing.places.find((place) => place.node.id === id);
  if (!at) return null;
  const near = (ids: string[]) =>
    drawing.places
      .filter((place) => ids.includes(place.node.id))
      .toSorted((a, b) => Math.abs(a.y - at.y) - Math.abs(b.y - at.y))
      .at(0)?.node.id ?? null;
  if (key === 'ArrowLeft') return near(drawing.curves.filter((one) => one.edge.to === id).map((one) => one.edge.from));
  if (key === 'ArrowRight') return near(drawing.curves.filter((one) => one.edge.from === id).map((one) => one.edge.to));
  const column = drawing.places.filter((place) => Math.abs(place.x - at.x) < size.width / 2).toSorted((a, b) => a.y - b.y);
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  return step ? (column[column.indexOf(at) + step]?.node.id ?? null) : null;
}
