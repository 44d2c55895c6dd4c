/** The workflow designer: steps from the palette, the graph laid out by itself, and what is chosen beside it; by mouse, by keyboard, and as a list. */
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { DndContext, type DragEndEvent, type DragStartEvent } from '@dnd-kit/core';
import { useTranslation } from '../../i18n/useTranslation';
import { outlineOf, useKindSchema, useOutline } from '../../api/drafts';
import type { Making } from '../../flows/FlowCanvas';
import { FlowList } from '../../flows/FlowList';
import { END, START } from '../../flows/shown';
import { localized } from '../../lib/localized';
import { nodeViews } from '../../lib/nodes';
import { Button } from '../../ui/Button/Button';
import { lazyPart } from '../../ui/lazyPart';
import { LoadingState } from '../../ui/States/States';
import { usePointed } from '../comments/pointed';
import { CarriedOverlay } from '../CarriedOverlay';
import { unspoken, useCarrying, usePointer } from '../dragging';
import { enterInspector } from '../InspectorFrame';
import { useReadOnly } from '../readOnly';
import frame from '../frame.module.css';
import type { DesignerProps } from '../kinds';
import { Palette, type Thing } from '../palette/Palette';
import { useAround } from '../settings/panel';
import type { Schema } from '../settings/schema';
import { Carried } from './Carried';
import { drawn } from './drawn';
import { decidedOn, duplicated, edgesIn, movedOn, newKey, nudgedStep, putOn, readingOrder, stepsIn, withoutStep, type Outline, type Outlined } from './graph';
import { Replay } from './Replay';
import { Simulation } from './Simulation';
import { StepInspector } from './StepInspector';
import { scopesIn, withoutScope } from './scopes';
import { newStep, useStepTypes, type StepType } from './steps';
import { bpmnFile } from './bpmn';
import styles from './workflow.module.css';

const FlowCanvas = lazyPart(async () => (await import('../../flows/FlowCanvas')).default, { waiting: <LoadingState /> });

const unknownYet: Outline = {};

interface Taken {
  title: string;
  icon: Thing<StepType>['icon'];
  thing?: Thing<StepType>;
  part?: string;
}

export function WorkflowDesigner({ app, document, published, onChange, problems }: DesignerProps) {
  const { t } = useTranslation();
  const around = useAround();
  const types = useStepTypes();
  const schema = useKindSchema('workflow').data as Schema | undefined;
  const cache = useQueryClient();
  const outline = useOutline(app, document).data ?? unknownYet;
  const [chosen, setChosen] = useState<string | null>(null);
  const [asList, setAsList] = useState(false);
  const [trying, setTrying] = useState<'simulation' | 'replay' | null>(null);
  const [only, setOnly] = useState<string | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [said, say] = useState('');
  const pointer = usePointer();
  const desk = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const readOnly = useReadOnly();
  const sensors = useCarrying();
  usePointed(setChosen);
  const order = readingOrder(document);
  const scope = scopesIn(document).find((one) => one.key === chosen);
  const known = chosen !== null && (order.includes(chosen) || scope || chosen === START) ? chosen : null;
  const titleOf = useCallback((key: string) => localized([...stepsIn(document), ...scopesIn(document)].find((one) => one.key === key)?.title) || t(key === START ? 'designer.flow.start' : key === END ? 'designer.flow.end' : 'designer.flow.step'), [document, t]);
  const { parts, ways, shown } = useMemo(() => drawn(document, { outline, types, schema, around, t }), [document, outline, types, schema, around, t]);
  const wrong = useMemo(() => wrongSteps(document, problems.map((one) => one.pointer)), [document, problems]);

  const focusAt = useCallback((key: string) => desk.current?.querySelector<HTMLElement>(`[data-part="${key}"]`)?.focus(), []);
  /** Once it is drawn. */
  const focusOn = useCallback((key: string) => requestAnimationFrame(() => focusAt(key)), [focusAt]);
  const put = (thing: Thing<StepType>, from: string, to: string, { led = false } = {}) =>
    decided(from, (told) => {
      const step = newStep(thing.what, newKey(document, thing.what.key));
      onChange(putOn(document, step, from, to, decidedOn(document, from, to, told)));
      setChosen(step.key);
      if (led) focusOn(step.key);
      say(t('designer.said.added', { title: thing.title }));
    });
  /** What a step that decides can be left by: asked for where the page does not know it yet, so that a quick hand does the same as a slow one. */
  const decided = (from: string, act: (told: Outlined | undefined) => void) => {
    const view = nodeViews.get(stepsIn(document).find((step) => step.key === from)?.type ?? '');
    if (view?.family !== 'people' && view?.bpmn !== 'exclusiveGateway') return act(undefined);
    const wanted = outlineOf(app, document);
    const here = cache.getQueryData(wanted.queryKey);
    if (here) return act(here[from]);
    return void cache.ensureQueryData(wanted).then((all) => act(all[from]), () => act(undefined));
  };
  /** Behind what is chosen, on its main way; without a choice before the end. */
  const add = (thing: Thing<StepType>) => {
    const from = (scope ? scope.nodes.at(-1) : known) ?? order.at(-1) ?? START;
    const way = edgesIn(document).find((edge) => edge.from === from) ?? edgesIn(document).findLast((edge) => edge.to === END) ?? edgesIn(document)[0];
    if (way) put(thing, way.from, way.to, { led: true });
  };
  const remove = () => {
    if (!known || known === START) return;
    const next = (scope ? scope.nodes[0] : order[order.indexOf(known) - 1]) ?? order.find((key) => key !== known) ?? null;
    onChange(scope ? withoutScope(document, known) : withoutStep(document, known));
    setChosen(next);
    if (next) focusOn(next);
    say(t('designer.said.removed', { count: 1 }));
  };
  const copy = () => {
    if (!known || known === START || scope) return;
    const made = duplicated(document, known);
    onChange(made.document);
    setChosen(made.key);
  };
  const keys = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).closest('input,textarea,select')) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
    const changes = (step !== undefined && event.altKey) || ['Delete', 'Backspace'].includes(event.key) || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd');
    if (readOnly && changes) return;
    if (step !== undefined && event.altKey && known) {
      if (scope) return;
      onChange(nudgedStep(document, known, step));
      focusOn(known);
      say(t('designer.said.moved', { title: titleOf(known) }));
    } else if (step !== undefined) {
      const all = [START, ...order];
      const next = all[(known ? all.indexOf(known) : -1) + step];
      if (next === undefined) return;
      setChosen(next);
      focusOn(next);
    } else if (event.key === 'Delete' || event.key === 'Backspace') remove();
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && (event.target as HTMLElement).dataset.part) {
      setChosen((event.target as HTMLElement).dataset.part ?? null);
      enterInspector();
    } else if (event.key === 'Escape') setChosen(null);
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') copy();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const began = ({ active }: DragStartEvent) => {
    const { thing, part } = active.data.current as { thing?: Thing<StepType>; part?: string };
    setTaken({ thing, part, title: thing?.title ?? titleOf(part ?? ''), icon: thing?.icon ?? 'grip' });
  };
  const went = () => setOver(wayUnder(pointer.current.x, pointer.current.y));
  // What is carried is asked of the event: a quick hand lets go before the page was drawn with it.
  const ended = ({ active }: DragEndEvent) => {
    const { thing, part } = active.data.current as { thing?: Thing<StepType>; part?: string };
    const way = wayUnder(pointer.current.x, pointer.current.y);
    const [from, to] = way?.split(' ') ?? [];
    if (from && to && thing) put(thing, from, to);
    else if (from && to && part) decided(from, (told) => onChange(movedOn(document, part, from, to, told)));
    dropped();
  };
  const dropped = () => {
    setTaken(null);
    setOver(null);
  };

  const [putting, setPutting] = useState<{ from: string; to: string } | null>(null);
  const making = useMemo<Making>(
    () => ({ onPut: (from, to) => (setPutting({ from, to }), search.current?.focus()), putWords: (from, to) => t('designer.flow.putHere', { from: titleOf(from), to: titleOf(to) }), over, wrong, Carried }),
    [over, wrong, t, titleOf],
  );
  const groups = useMemo(
    () =>
      (['people', 'rule', 'platform'] as const).map((family) => ({
        key: family,
        title: t(`designer.flow.families.${family}`),
        things: types.filter((type) => type.family === family).map((type) => ({ key: type.key, title: type.title, icon: type.icon, description: type.description, what: type })),
      })),
    [types, t],
  );
  return (
    <DndContext sensors={sensors} accessibility={unspoken} onDragStart={began} onDragMove={went} onDragEnd={ended} onDragCancel={dropped}>
      <div className={frame.frame}>
        {!readOnly && (
          <Palette
            label={t('designer.flow.palette')}
            placeholder={t('designer.flow.find')}
            shortcut="N"
            groups={groups}
            input={search}
            onAdd={(thing) => {
              if (putting) put(thing, putting.from, putting.to, { led: true });
              else add(thing);
              setPutting(null);
            }}
          />
        )}
        <div ref={desk} className={styles.desk} role="group" aria-label={t('designer.flow.canvas')} onKeyDown={keys}>
          <div className={styles.tools}>
            <Button size="small" icon={asList ? 'flow' : 'list'} onClick={() => setAsList(!asList)}>
              {t(asList ? 'designer.flow.asGraph' : 'designer.flow.asList')}
            </Button>
            <Button size="small" icon="play" pressed={trying === 'simulation'} onClick={() => setTrying(trying === 'simulation' ? null : 'simulation')}>
              {t('designer.flow.simulate')}
            </Button>
            {published && (
              <Button size="small" icon="history" pressed={trying === 'replay'} onClick={() => setTrying(trying === 'replay' ? null : 'replay')}>
                {t('designer.replay.title')}
              </Button>
            )}
            <Button size="small" icon="download" onClick={() => bpmnFile(document, { parts, ways, shown })}>
              BPMN
            </Button>
            {putting && (
              <span className={styles.putting} role="status">
                {t('designer.flow.choosing', { from: titleOf(putting.from), to: titleOf(putting.to) })}
                <Button size="small" variant="quiet" icon="close" label={t('common.cancel')} onClick={() => setPutting(null)} />
              </span>
            )}
          </div>
          {asList ? (
            <div className={styles.list}>
              <FlowList label={t('designer.flow.canvas')} parts={parts} shown={shown} chosen={known} onChoose={setChosen} />
            </div>
          ) : (
            <FlowCanvas label={t('designer.flow.canvas')} parts={parts} ways={ways} shown={shown} chosen={known} onChoose={setChosen} making={readOnly ? undefined : making} follows />
          )}
          {trying === 'simulation' && <Simulation app={app} document={document} outline={outline} only={only} onOnly={setOnly} onClose={() => setTrying(null)} />}
          {trying === 'replay' && <Replay app={app} document={document} onClose={() => setTrying(null)} />}
        </div>
        <StepInspector document={document} chosen={known} outline={outline} types={types} schema={schema} titleOf={titleOf} onChange={onChange} onRemove={remove} onCopy={copy} onChoose={setChosen} onTry={(key) => (setOnly(key), setTrying('simulation'))} onLeave={() => focusAt(known ?? START)} />
      </div>
      <p role="status" aria-live="polite" className="visually-hidden">
        {said}
      </p>
      <CarriedOverlay carried={taken} />
    </DndContext>
  );
}

/** The way whose knob is near the pointer, "from to". */
function wayUnder(x: number, y: number): string | null {
  const reach_px = 36;
  let found: { way: string; far: number } | null = null;
  for (const knob of globalThis.document.querySelectorAll<HTMLElement>('[data-way]')) {
    const box = knob.getBoundingClientRect();
    const far = Math.hypot(x - (box.left + box.width / 2), y - (box.top + box.height / 2));
    if (knob.dataset.way && far < Math.max(reach_px, box.width / 2) && (!found || far < found.far)) found = { way: knob.dataset.way, far };
  }
  return found?.way ?? null;
}

function wrongSteps(document: DesignerProps['document'], pointers: readonly string[]): Set<string> {
  const steps = stepsIn(document);
  const scopes = document.scopes as { key: string }[] | undefined;
  return new Set(
    pointers.flatMap((pointer) => {
      const [, list, at] = pointer.split('/');
      const key = list === 'nodes' ? steps[Number(at)]?.key : list === 'edges' ? edgesIn(document)[Number(at)]?.from : list === 'scopes' ? scopes?.[Number(at)]?.key : undefined;
      return key ? [key] : [];
    }),
  );
}
