/** A workflow drawn: cards, deadlines, scopes and ways, with what a run made of them. Its own chunk, since it brings the drawing library. */
import '@xyflow/react/dist/base.css';
import { useEffect, useEffectEvent, useMemo, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { BaseEdge, EdgeLabelRenderer, Handle, Panel, Position, ReactFlow, useReactFlow, useStoreApi, useViewport, type Edge, type EdgeProps, type Node, type NodeHandle, type NodeProps, type ReactFlowInstance } from '@xyflow/react';
import { Button } from '../ui/Button/Button';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon/Icon';
import { laidOut, wayWords, type Part, type Way } from './layout';
import { iconOf, START, type Mark, type Shown, type Stage } from './shown';
import styles from './flows.module.css';

interface Props {
  label: string;
  parts: Part[];
  ways: (Way & { times?: number })[];
  /** What each card says, by the key of its part. */
  shown: ReadonlyMap<string, Shown>;
  chosen: string | null;
  onChoose: (key: string) => void;
  /** Where a workflow is made rather than watched. */
  making?: Making;
  /** What is drawn changes while it is looked at: it is kept in sight. */
  follows?: boolean;
}

export interface Making {
  /** Something is to be put onto a way. */
  onPut: (from: string, to: string) => void;
  /** What puts it there is called. */
  putWords: (from: string, to: string) => string;
  /** The way that what is being carried would go onto, "from to". */
  over: string | null;
  wrong: ReadonlySet<string>;
  /** Around each card, so that it can be carried. */
  Carried: ComponentType<{ part: string; children: ReactNode }>;
}

type CardNode = Node<{ part: string; shown: Shown; chosen: boolean; onChoose: (key: string) => void; making?: Making }, 'card' | 'pill'>;
type ClockNode = Node<{ mark: Mark }, 'clock'>;
type FrameNode = Node<{ part: string; shown: Shown; chosen: boolean; onChoose: (key: string) => void }, 'frame'>;
type AnyNode = CardNode | ClockNode | FrameNode;
type WayEdge = Edge<{ path: string; words: string; whole: string; label: { x: number; y: number }; stage: Stage | 'gone'; times: number; clock: boolean; making?: Making; from: string; to: string }, 'way'>;

export default function FlowCanvas({ label, parts, ways, shown, chosen, onChoose, making, follows }: Props) {
  const laid = useMemo(() => laidOut(parts, ways), [parts, ways]);
  const { nodes, edges } = useMemo(() => {
    const still = { draggable: false, selectable: false, connectable: false, focusable: false };
    const said = (key: string): Shown => shown.get(key) ?? { title: key, line: '', stage: 'coming', type: '', times: 0, marks: new Map() };
    const frames: FrameNode[] = laid.frames.map(({ key, box }) => ({ id: `${key} frame`, type: 'frame', position: box, width: box.width, height: box.height, handles: handlesOf(box), ...still, zIndex: -1, data: { part: key, shown: said(key), chosen: key === chosen, onChoose } }));
    const cards: CardNode[] = [...laid.cards]
      .filter(([key]) => shown.has(key))
      .map(([key, box]) => ({ id: key, type: key === START || said(key).pill ? 'pill' : 'card', position: box, width: box.width, height: box.height, handles: handlesOf(box), ...still, data: { part: key, shown: said(key), chosen: key === chosen, onChoose, making } }));
    const clocks: ClockNode[] = laid.deadlines.flatMap(({ part, key, box }) => {
      const mark = said(part).marks.get(key);
      return mark ? [{ id: `${part} ${key} clock`, type: 'clock' as const, position: box, width: box.width, height: box.height, handles: handlesOf(box), ...still, data: { mark } }] : [];
    });
    const lines: WayEdge[] = laid.lines.map(({ way, path, label: at }) => {
      const times = way.times ?? 0;
      const scoped = laid.frames.some(({ key }) => key === way.from);
      const source = scoped ? `${way.from} frame` : way.from;
      return { id: `${way.from} ${way.to}`, source, target: way.to, type: 'way', ...still, data: { path, words: wayWords(way.titles), whole: way.titles.join(' / '), label: at, stage: times > 0 ? 'gone' : said(way.from).stage, times, clock: false, making, from: way.from, to: way.to } };
    });
    const dashes: WayEdge[] = laid.deadlines
      .filter(({ path }) => path !== '')
      .map(({ part, key, path }) => ({ id: `${part} ${key} dash`, source: part, target: `${part} ${key} clock`, type: 'way', ...still, data: { path, words: '', whole: '', label: { x: 0, y: 0 }, stage: said(part).marks.get(key)?.fired ? 'gone' : 'coming', times: 0, clock: true, from: part, to: key } }));
    // What was gone is drawn over what was not.
    return { nodes: [...frames, ...cards, ...clocks], edges: [...dashes, ...lines.toSorted((a, b) => Number(a.data?.stage === 'gone') - Number(b.data?.stage === 'gone'))] };
  }, [laid, shown, chosen, onChoose, making]);
  return (
    <div className={styles.canvas} role="group" aria-label={label}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnDoubleClick={false}
        onInit={(flow) => begin(flow, laid, shown, chosen)}
        minZoom={0.2}
        maxZoom={1.5}
        proOptions={{ hideAttribution: true }}
      >
        <Arrows />
        <Zoom />
        {follows && <Follow key={parts.length} laid={laid} chosen={chosen} />}
        {follows && <Reach laid={laid} chosen={chosen} />}
      </ReactFlow>
    </div>
  );
}

/** Ways have paths of their own: these only spare the library measuring each card anew, until when it would draw none. */
function handlesOf({ width, height }: { width: number; height: number }): NodeHandle[] {
  return [
    { type: 'target', position: Position.Top, x: width / 2, y: 0 },
    { type: 'source', position: Position.Bottom, x: width / 2, y: height },
  ];
}

const fit = { padding: 0.06, maxZoom: 1 };
/** Smaller than this nobody reads it. */
const legible = 0.8;

/** All of it where it can be read so, else the step that was chosen, or where the run stands. */
function begin(flow: ReactFlowInstance<AnyNode, WayEdge>, laid: ReturnType<typeof laidOut>, shown: Props['shown'], chosen: string | null) {
  void flow.fitView(fit).then(() => {
    if (flow.getZoom() >= legible) return;
    const standing = [...shown].find(([, { stage }]) => stage === 'incident' || stage === 'now')?.[0];
    const box = laid.cards.get(chosen ?? '') ?? laid.cards.get(standing ?? '') ?? laid.cards.get(START);
    if (box) void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: legible });
  });
}

interface Seen {
  laid: ReturnType<typeof laidOut>;
  chosen: string | null;
}

/** What is put in or taken out may be out of sight: all of it where it can be read so, else what is chosen. */
function Follow({ laid, chosen }: Seen) {
  const flow = useReactFlow<AnyNode, WayEdge>();
  const see = useEffectEvent(() => begin(flow, laid, new Map(), chosen));
  useEffect(() => {
    // The library measures new cards first.
    const frame = requestAnimationFrame(() => see());
    return () => cancelAnimationFrame(frame);
  }, []);
  return null;
}

/** What was chosen elsewhere, in a list or the inspector, comes into sight; what is there stays where it is. */
function Reach({ laid, chosen }: Seen) {
  const flow = useReactFlow<AnyNode, WayEdge>();
  const store = useStoreApi();
  const reach = useEffectEvent((key: string) => {
    const box = laid.cards.get(key) ?? laid.frames.find((one) => one.key === key)?.box;
    const { width, height } = store.getState();
    const { x, y, zoom } = flow.getViewport();
    if (!box || width === 0) return;
    const [left, top] = [box.x * zoom + x, box.y * zoom + y];
    const seen = left + box.width * zoom > margin_px && left < width - margin_px && top + Math.min(box.height * zoom, margin_px) > 0 && top < height - margin_px;
    if (!seen) void flow.setCenter(box.x + box.width / 2, box.y + Math.min(box.height, height / zoom) / 2, { zoom });
  });
  useEffect(() => {
    if (chosen) reach(chosen);
  }, [chosen]);
  return null;
}

/** Less of a card than this is hardly seen. */
const margin_px = 40;

function Zoom() {
  const { t } = useTranslation();
  const flow = useReactFlow();
  const { zoom } = useViewport();
  return (
    <Panel position="top-right" className={styles.zoom}>
      <div role="toolbar" aria-label={t('lineage.zoom.title')}>
        <Button size="small" variant="quiet" icon="minus" label={t('lineage.zoom.further')} onClick={() => void flow.zoomOut()} />
        <output>{t('lineage.zoom.at', { percent: Math.round(zoom * 100) })}</output>
        <Button size="small" variant="quiet" icon="plus" label={t('lineage.zoom.closer')} onClick={() => void flow.zoomIn()} />
        <Button size="small" variant="quiet" icon="scan" label={t('lineage.zoom.whole')} onClick={() => void flow.fitView(fit)} />
      </div>
    </Panel>
  );
}

function Arrows() {
  return (
    <svg className={styles.arrows} aria-hidden="true">
      {(['way', 'way-gone'] as const).map((id) => (
        <marker key={id} id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth={id === 'way' ? 8 : 11} markerHeight={id === 'way' ? 8 : 11} markerUnits="userSpaceOnUse" orient="auto">
          <path className={classes(styles.arrow, id === 'way-gone' && styles.gone)} d="M0 0l8 4-8 4z" />
        </marker>
      ))}
    </svg>
  );
}

/** The library finds a way's ends by these; nobody sees them. */
function Ends() {
  return (
    <>
      <Handle type="target" position={Position.Top} className={styles.handle} />
      <Handle type="source" position={Position.Bottom} className={styles.handle} />
    </>
  );
}

function Card({ data: { part, shown, chosen, onChoose, making } }: NodeProps<CardNode>) {
  const { t } = useTranslation();
  const card = (
      <button type="button" data-part={part} className={classes(styles.card, styles[shown.stage], chosen && styles.chosen)} aria-pressed={chosen} title={shown.title} onClick={() => onChoose(part)}>
        <span className={styles.tile} data-family={shown.family}>
          <Icon name={shown.stage === 'incident' ? 'warn' : iconOf(shown.type)} size={16} />
        </span>
        <span className={styles.words}>
          <b>{shown.title}</b>
          <small>{shown.line}</small>
        </span>
        {!making && <span className="visually-hidden">{t(`runs.stages.${shown.stage}`)}</span>}
        {shown.times > 1 && <em className={styles.times}>{t('runs.times', { count: shown.times })}</em>}
        {making?.wrong.has(part) && <Icon name="warn" size={16} className={styles.wrong} />}
      </button>
  );
  return (
    <>
      {making ? <making.Carried part={part}>{card}</making.Carried> : card}
      <Ends />
    </>
  );
}

function Pill({ data: { part, shown, chosen, onChoose } }: NodeProps<CardNode>) {
  return (
    <>
      {shown.family ? (
        <button type="button" data-part={part} className={classes(styles.pill, styles[shown.stage], chosen && styles.chosen)} aria-pressed={chosen} onClick={() => onChoose(part)}>
          {shown.title}
        </button>
      ) : (
        <span className={classes(styles.pill, styles[shown.stage])}>{shown.title}</span>
      )}
      <Ends />
    </>
  );
}

function Clock({ data: { mark } }: NodeProps<ClockNode>) {
  return (
    <>
      <div className={classes(styles.clock, mark.fired && styles.fired, mark.due && styles.due)} title={`${mark.title} · ${mark.line}`}>
        <i aria-hidden="true" />
        <b>
          <Icon name="clock" size={14} /> {mark.title}
        </b>
        <small>{mark.line}</small>
      </div>
      <Ends />
    </>
  );
}

function Frame({ data: { part, shown, chosen, onChoose } }: NodeProps<FrameNode>) {
  return (
    <>
      <div className={classes(styles.frame, styles[shown.stage], chosen && styles.chosen)}>
        <button type="button" aria-pressed={chosen} onClick={() => onChoose(part)}>
          {shown.title}
          {shown.line && <small> · {shown.line}</small>}
        </button>
      </div>
      <Ends />
    </>
  );
}

function Line({ data }: EdgeProps<WayEdge>) {
  const { t } = useTranslation();
  if (!data) return null;
  const gone = data.stage === 'gone';
  return (
    <>
      <BaseEdge path={data.path} className={classes(styles.way, gone && styles.gone, data.stage === 'skipped' && styles.skipped, data.clock && styles.dashed)} markerEnd={data.clock ? undefined : `url(#${gone ? 'way-gone' : 'way'})`} />
      {(data.words || data.times > 1 || (data.making && !data.clock)) && (
        <EdgeLabelRenderer>
          <span className={styles.onWay} style={{ transform: `translate(-50%, -50%) translate(${data.label.x}px, ${data.label.y}px)` }}>
          {(data.words || data.times > 1) && <span className={classes(styles.label, gone && styles.gone)} title={data.whole}>
            {data.words}
            {data.times > 1 && <em>{t('runs.times', { count: data.times })}</em>}
          </span>}
          {data.making && !data.clock && (
            <button type="button" data-way={`${data.from} ${data.to}`} className={classes(styles.put, data.making.over === `${data.from} ${data.to}` && styles.over)} aria-label={data.making.putWords(data.from, data.to)} title={data.making.putWords(data.from, data.to)} onClick={() => data.making?.onPut(data.from, data.to)}>
              <Icon name="plus" size={14} />
            </button>
          )}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

const nodeTypes = { card: Card, pill: Pill, clock: Clock, frame: Frame };
const edgeTypes = { way: Line };
