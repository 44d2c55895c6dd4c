/** The page designer: blocks from the palette onto twelve columns, each with what it shows now, and what is chosen beside them; by mouse and by keyboard alone. */
import { useRef, useState, type KeyboardEvent } from 'react';
import { DndContext, type DragEndEvent, type DragStartEvent } from '@dnd-kit/core';
import { useKindSchema } from '../../api/drafts';
import { useDraftPage } from '../../api/pages';
import { useTranslation } from '../../i18n/useTranslation';
import { localized, type Localized } from '../../lib/localized';
import { ErrorState, LoadingState } from '../../ui/States/States';
import { usePointed } from '../comments/pointed';
import { CarriedOverlay } from '../CarriedOverlay';
import { unspoken, useCarrying, usePointer } from '../dragging';
import { useReadOnly } from '../readOnly';
import { LookSwitch, useLooking } from '../LookSwitch';
import frame from '../frame.module.css';
import { enterInspector } from '../InspectorFrame';
import type { DesignerProps } from '../kinds';
import { Palette, type Thing } from '../palette/Palette';
import { PreviewPane } from '../preview/PreviewPane';
import { placeOf } from '../preview/places';
import { useReader } from '../preview/reader';
import { useAround } from '../settings/panel';
import { partName } from '../settings/partName';
import { freeKey, type Schema } from '../settings/schema';
import { blocksIn, movedBlock, sized, withBlock, withoutBlock, type Block } from './arrangement';
import { BlockInspector } from './BlockInspector';
import { newBlock, useBlockTypes, type BlockType } from './blockTypes';
import { Canvas } from './Canvas';
import { spotUnder } from './dropSpot';
import styles from './page.module.css';

interface Carried {
  title: string;
  thing?: Thing<BlockType>;
  key?: string;
}

export function PageDesigner(props: DesignerProps) {
  const schema = useKindSchema('page');
  if (schema.isPending) return <LoadingState />;
  if (schema.isError) return <ErrorState error={schema.error} onRetry={() => void schema.refetch()} />;
  return <Designing {...props} schema={schema.data as Schema} />;
}

function Designing({ app, document, published, onChange, problems, version, schema }: DesignerProps & { schema: Schema }) {
  const { t } = useTranslation();
  const around = useAround();
  const types = useBlockTypes();
  const pointer = usePointer();
  const sensors = useCarrying();
  const grid = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [chosenKey, setChosen] = useState<string | null>(null);
  const readOnly = useReadOnly();
  const [previewed, setPreviewed] = useLooking();
  usePointed((one) => (setChosen(one), setPreviewed(false)));
  const [carried, setCarried] = useState<Carried | null>(null);
  const [spot, setSpot] = useState<number | null>(null);
  const [said, say] = useState('');
  const key = String(document.key);
  const sound = problems.length === 0;
  const role = useReader(app, document);
  const shown = useDraftPage(app, key, version, role, sound).data;
  const blocks = blocksIn(document);
  const at = blocks.findIndex((one) => one.key === chosenKey);
  const chosen = blocks[at];
  const typeOf = (one: Block | undefined) => types.find((type) => type.key === one?.type);
  const titleOf = (one: Block) => partName(one, schema.properties?.blocks?.items ?? {}, around) || one.key;
  const focusAt = (one: string | undefined) => grid.current?.querySelector<HTMLElement>(`[data-handle="${one}"]`)?.focus();
  /** Once it is drawn. */
  const focusOn = (one: string | undefined) => {
    if (one !== undefined) requestAnimationFrame(() => focusAt(one));
  };

  const put = (block: Block, place: number, words: string) => {
    onChange(withBlock(document, block, place));
    setChosen(block.key);
    focusOn(block.key);
    say(words);
  };
  // A key is never used again, not even that of a block that was thrown away in this draft.
  const taken = [...blocks, ...(published ? blocksIn(published) : [])].map((one) => one.key);
  const behind = at < 0 ? blocks.length : at + 1;
  const add = (thing: Thing<BlockType>, place = behind) => put(newBlock(thing.what, taken, around), place, t('designer.said.added', { title: thing.title }));
  const duplicate = () => chosen && put({ ...chosen, key: freeKey(chosen.type, taken) }, behind, t('designer.said.pasted', { count: 1 }));
  const remove = () => {
    if (!chosen) return;
    const next = blocks[at + 1] ?? blocks[at - 1];
    onChange(withoutBlock(document, chosen.key));
    setChosen(next?.key ?? null);
    focusOn(next?.key);
    say(t('designer.said.removed', { count: 1 }));
  };
  const move = (one: string, place: number) => {
    onChange(movedBlock(document, one, place));
    focusOn(one);
    const moved = blocks.find((other) => other.key === one);
    if (moved) say(t('designer.said.moved', { title: titleOf(moved) }));
  };
  const size = (one: string, width: number, rows: number) => onChange(sized(document, one, width, rows));

  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const strong = event.ctrlKey || event.metaKey;
    const changes = (step !== undefined && (event.altKey || event.shiftKey)) || ['Delete', 'Backspace'].includes(event.key) || (strong && event.key.toLowerCase() === 'd');
    if (readOnly && changes) return;
    if (step !== undefined && event.altKey && chosen) move(chosen.key, step > 0 ? at + 2 : Math.max(0, at - 1));
    else if (step !== undefined && event.shiftKey && chosen) {
      const across = event.key === 'ArrowRight' || event.key === 'ArrowLeft';
      size(chosen.key, chosen.width + (across ? step : 0), (chosen.rows ?? 1) + (across ? 0 : step));
    } else if (step !== undefined && !strong) focusOn(blocks[at + step]?.key);
    else if (event.key === 'Enter' && !strong && chosen) enterInspector();
    else if (event.key === 'Delete' || event.key === 'Backspace') remove();
    else if (event.key === 'Escape') setChosen(null);
    else if (strong && event.key.toLowerCase() === 'd') duplicate();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** What is carried is asked of the event: a quick hand lets go before the page was drawn with it. */
  const handed = ({ active }: Pick<DragStartEvent, 'active'>) => active.data.current as { thing?: Thing<BlockType>; key?: string };
  const began = (event: DragStartEvent) => {
    const { thing, key: one } = handed(event);
    const block = blocks.find((other) => other.key === one);
    if (one !== undefined) setChosen(one);
    setCarried({ thing, key: one, title: thing?.title ?? (block ? titleOf(block) : '') });
  };
  const under = () => spotUnder(grid.current, blocks, pointer.current.x, pointer.current.y);
  const ended = (event: DragEndEvent) => {
    const { thing, key: one } = handed(event);
    const place = under();
    setSpot(null);
    setCarried(null);
    if (place === null) return;
    if (thing) add(thing, place);
    else if (one !== undefined) move(one, place);
  };

  const things = [{ key: 'blocks', title: t('designer.blocks'), things: types.map((type): Thing<BlockType> => ({ key: type.key, title: type.title, icon: type.icon, description: type.description, what: type })) }];
  const shownOf = (block: Block) => {
    const laid = shown?.page.blocks.find((one) => one.key === block.key && one.type === block.type);
    return laid && { block: laid, answer: shown?.answers.blocks.find((one) => one.key === block.key) };
  };
  const wrongOf = (place: number) => problems.find((one) => one.pointer.startsWith(`/blocks/${place}/`) || one.pointer === `/blocks/${place}`)?.detail;
  const tools = (
    <div className={styles.tools}>
      <LookSwitch icon="apps" looking={previewed} onLook={setPreviewed} />
      <span className={styles.count}>{t('designer.blockCount', { count: blocks.length })}</span>
    </div>
  );
  if (previewed) {
    return (
      <div className={styles.previewed}>
        {tools}
        <PreviewPane app={app} page={placeOf(app, 'page', document) ?? ''} version={version} verdict={sound ? 'good' : 'wrong'} reader={role} />
      </div>
    );
  }
  return (
    <DndContext sensors={sensors} accessibility={unspoken} onDragStart={began} onDragMove={() => setSpot(under())} onDragEnd={ended} onDragCancel={() => (setSpot(null), setCarried(null))}>
      <div className={frame.frame}>
        {!readOnly && <Palette label={t('designer.blocks')} placeholder={t('designer.findBlock')} shortcut="P" groups={things} onAdd={(thing) => add(thing)} />}
        <div className={styles.desk} onClick={() => setChosen(null)} role="presentation">
          {tools}
          <div ref={sheet} className={styles.sheet} role="group" aria-label={t('designer.blocksOf')} tabIndex={blocks.length === 0 ? 0 : -1} onKeyDown={keys}>
            <h2>{localized(document.title as Localized)}</h2>
            <Canvas
              blocks={blocks}
              chosen={chosen?.key ?? null}
              spot={spot}
              period={shown?.answers.period ?? null}
              titleOf={titleOf}
              iconOf={(block) => typeOf(block)?.icon ?? 'apps'}
              shownOf={shownOf}
              wrongOf={wrongOf}
              onChoose={setChosen}
              onSize={size}
              grid={grid}
            />
          </div>
        </div>
        <BlockInspector
          document={document}
          schema={schema}
          block={chosen}
          type={typeOf(chosen)}
          title={chosen ? titleOf(chosen) : t('designer.wholePage')}
          onChange={onChange}
          onCopy={duplicate}
          onRemove={remove}
          onClose={() => setChosen(null)}
          onLeave={() => (blocks.length > 0 ? focusAt(chosen?.key ?? blocks[0]?.key) : sheet.current?.focus())}
        />
      </div>
      <p role="status" aria-live="polite" className="visually-hidden">
        {said}
      </p>
      <CarriedOverlay carried={carried && { title: carried.title, icon: carried.thing?.icon ?? 'grip' }} />
    </DndContext>
  );
}
