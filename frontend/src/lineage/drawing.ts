/** The places of the graph's nodes, left to right, and the curves between them; worked out by dagre. */
import { Graph, layout } from '@dagrejs/dagre';
import type { LineageEdge, LineageNode } from '../api/types';

export const size = { width: 190, height: 48 };

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
  graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 56, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, { ...size });
  for (const edge of edges) graph.setEdge(edge.from, edge.to, {}, edge.how);
  layout(graph);
  const places = nodes.map((node) => {
    const { x = 0, y = 0 } = graph.node(node.id) as { x?: number; y?: number };
    return { node, x: x - size.width / 2, y: y - size.height / 2 };
  });
  const curves = edges.map((edge) => {
    const found = graph.edge({ v: edge.from, w: edge.to, name: edge.how }) as { points?: { x: number; y: number }[] };
    return { edge, path: curve(found.points ?? []) };
  });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { width, height, places, curves };
}

/** Through the middles between the points, so that corners are round. */
function curve(points: { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const last = rest.at(-1) ?? first;
  const bends = rest.slice(0, -1).map((point, at) => {
    const next = rest[at + 1] ?? last;
    return `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  });
  return `M${first.x} ${first.y}${bends.join('')}L${last.x} ${last.y}`;
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
