/** A workflow as BPMN 2.0 XML with its drawing, for tools of others. What BPMN has no word for (points, pools, rankings) is a service or rule task under its title; scopes are left out. */
import type { Doc } from '../../api/drafts';
import { card, laidOut, pill, type Box } from '../../flows/layout';
import { END, START } from '../../flows/shown';
import { download } from '../../lib/download';
import { localized, type Localized } from '../../lib/localized';
import { nodeViews } from '../../lib/nodes';
import type { Drawing } from './drawn';
import { edgesIn, stepsIn, whenOf, type Step } from './graph';

/** Figures smaller than a card, as BPMN draws them. */
const sizes: Record<string, { width: number; height: number }> = {
  exclusiveGateway: { width: 50, height: 50 },
  parallelGateway: { width: 50, height: 50 },
  intermediateCatchEvent: { width: 36, height: 36 },
  endEvent: { width: 36, height: 36 },
  startEvent: { width: 36, height: 36 },
};
const clock = 36;

interface Limit extends Doc {
  key: string;
  after?: unknown;
  leave_by?: unknown;
}

export function bpmnFile(document: Doc, drawing: Drawing) {
  download(new Blob([bpmn(document, drawing)], { type: 'application/xml' }), `${String(document.key)}.bpmn`);
}

export function bpmn(document: Doc, { parts, ways, shown }: Drawing): string {
  const key = String(document.key);
  const steps = stepsIn(document);
  const here = new Set([START, END, ...steps.map((step) => step.key)]);
  const flows = edgesIn(document).filter((edge) => here.has(edge.from) && here.has(edge.to));
  const laid = laidOut(
    parts.filter((part) => part.shape !== 'scope').map((part) => ({ ...part, scope: null })),
    ways.filter((way) => here.has(way.from) && here.has(way.to)),
  );
  const kind = new Map<string, string>([[START, 'startEvent'], [END, 'endEvent'], ...steps.map((step) => [step.key, nodeViews.get(step.type)?.bpmn ?? 'serviceTask'] as const)]);
  const box = (of: string): Box => {
    const found = laid.cards.get(of) ?? { x: 0, y: 0, ...(of === START || of === END ? pill : card) };
    const size = sizes[kind.get(of) ?? ''] ?? card;
    return { x: Math.round(found.x + (found.width - size.width) / 2), y: Math.round(found.y + (found.height - size.height) / 2), ...size };
  };
  // A way by a deadline leaves from its clock.
  const clocks = steps.flatMap((step) => limitsOf(step).map((limit) => ({ step, limit, id: id(step.key, limit.key) })));
  const sourceOf = (edge: (typeof flows)[number]) => clocks.find(({ step, limit }) => step.key === edge.from && typeof limit.leave_by === 'string' && whenOf(edge).length === 1 && whenOf(edge)[0] === limit.leave_by)?.id ?? id(edge.from);
  const named = (edge: (typeof flows)[number]) => ways.find((way) => way.from === edge.from && way.to === edge.to)?.titles.join(' / ') ?? '';
  const drawnEnd = flows.some((edge) => edge.to === END);
  const nodes = [START, ...steps.map((step) => step.key), ...(drawnEnd ? [END] : [])];
  const flowId = (at: number) => `flow_${at + 1}`;
  const process = [
    ...nodes.map((one) => {
      const inward = flows.flatMap((edge, at) => (edge.to === one ? [`<bpmn:incoming>${flowId(at)}</bpmn:incoming>`] : []));
      const outward = flows.flatMap((edge, at) => (edge.from === one && sourceOf(edge) === id(one) ? [`<bpmn:outgoing>${flowId(at)}</bpmn:outgoing>`] : []));
      const more = kind.get(one) === 'intermediateCatchEvent' ? [timer(steps.find((step) => step.key === one)?.settings as Doc | undefined)] : [];
      return element(kind.get(one) ?? 'serviceTask', { id: id(one), name: shown.get(one)?.title ?? one }, [...inward, ...outward, ...more]);
    }),
    ...clocks.map(({ step, limit, id: own }) => {
      const outward = flows.flatMap((edge, at) => (sourceOf(edge) === own ? [`<bpmn:outgoing>${flowId(at)}</bpmn:outgoing>`] : []));
      return element('boundaryEvent', { id: own, name: localized(limit.title as Localized) || limit.key, attachedToRef: id(step.key), cancelActivity: String(typeof limit.leave_by === 'string') }, [...outward, timer(limit)]);
    }),
    ...flows.map((edge, at) => element('sequenceFlow', { id: flowId(at), name: named(edge), sourceRef: sourceOf(edge), targetRef: id(edge.to) }, [])),
  ];
  const clockBox = (step: Step, limit: Limit): Box => {
    const of = box(step.key);
    const at = limitsOf(step).indexOf(limit);
    return { x: of.x + of.width - clock / 2 - at * (clock + 6), y: of.y + of.height - clock / 2, width: clock, height: clock };
  };
  const places = new Map<string, Box>([...nodes.map((one) => [id(one), box(one)] as const), ...clocks.map(({ step, limit, id: own }) => [own, clockBox(step, limit)] as const)]);
  const figures = [...places].map(([of, place]) => `<bpmndi:BPMNShape id="${of}_di" bpmnElement="${of}">${bounds(place)}</bpmndi:BPMNShape>`);
  const lines = flows.map((edge, at) => {
    const [from, to] = [places.get(sourceOf(edge)), places.get(id(edge.to))];
    if (!from || !to) return '';
    return `<bpmndi:BPMNEdge id="${flowId(at)}_di" bpmnElement="${flowId(at)}">${point(from.x + from.width / 2, from.y + from.height)}${point(to.x + to.width / 2, to.y)}</bpmndi:BPMNEdge>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">',
    `<bpmn:process id="${id(key)}_process" name="${escaped(localized(document.title as Localized))}" isExecutable="false">`,
    ...process,
    '</bpmn:process>',
    `<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="${id(key)}_process">`,
    ...figures,
    ...lines,
    '</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>',
    '</bpmn:definitions>',
    '',
  ].join('\n');
}

function limitsOf(step: Step): Limit[] {
  return Array.isArray(step.limits) ? (step.limits as Limit[]) : [];
}

/** ISO 8601 as documents have it; what is worked out is left to words. */
function timer(of: Doc | undefined): string {
  const span = of?.after ?? of?.for;
  const body = typeof span === 'string' ? `<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${escaped(span)}</bpmn:timeDuration>` : '';
  return `<bpmn:timerEventDefinition>${body}</bpmn:timerEventDefinition>`;
}

function element(name: string, attributes: Record<string, string>, content: string[]): string {
  const said = Object.entries(attributes).flatMap(([key, value]) => (value === '' ? [] : [` ${key}="${escaped(value)}"`]));
  return content.length > 0 ? `<bpmn:${name}${said.join('')}>${content.join('')}</bpmn:${name}>` : `<bpmn:${name}${said.join('')} />`;
}

const bounds = (box: Box) => `<dc:Bounds x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" />`;
const point = (x: number, y: number) => `<di:waypoint x="${Math.round(x)}" y="${Math.round(y)}" />`;
/** XML's names begin with a letter; keys do, too. */
const id = (...keys: string[]) => `n_${keys.join('__')}`;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
