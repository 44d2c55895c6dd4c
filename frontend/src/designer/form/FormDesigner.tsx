/** The form designer: palette, paper, inspector; by mouse and by keyboard alone. */
import { useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { DndContext, type DragEndEvent, type DragMoveEvent, type DragStartEvent } from '@dnd-kit/core';
import { useTranslation } from '../../i18n/useTranslation';
import { fieldView } from '../../lib/fields';
import { layoutViews } from '../../lib/layouts';
import { localized, type Localized } from '../../lib/localized';
import type { DesignerProps } from '../kinds';
import { Palette, type Thing, type ThingGroup } from '../palette/Palette';
import { useFieldTypes, type FieldTypeInfo } from '../settings/fieldTypes';
import { useAround } from '../settings/panel';
import { clipOf, fieldsIn, itemOf, keysIn, moved, nudged, pasted, reading, sortOf, spotBehind, withField, withItem, without, type Sort, type Spot } from './arrangement';
import { keepClip, keptClip } from './clipboard';
import { spotUnder, useDropSpot } from './dropSpot';
import { Inspector } from './Inspector';
import { Paper, type Choosing } from './Paper';
import { Preview } from './Preview';
import { ruledFields } from './ruled';
import { itemTitle, newField, newItem } from './starters';
import { usePointed } from '../comments/pointed';
import { CarriedOverlay } from '../CarriedOverlay';
import { unspoken, useCarrying, usePointer } from '../dragging';
import { enterInspector } from '../InspectorFrame';
import { useReadOnly } from '../readOnly';
import { LookSwitch, useLooking } from '../LookSwitch';
import frame from '../frame.module.css';
import styles from './form.module.css';

/** What the palette gives: a field of a type, or an item of a sort. */
type New = { type: FieldTypeInfo } | { sort: Sort };

interface Carried {
  title: string;
  thing?: Thing<New>;
  keys: string[];
}

export function FormDesigner({ app, document, published, onChange, problems, version }: DesignerProps) {
  const { t } = useTranslation();
  const around = useAround();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [carried, setCarried] = useState<Carried | null>(null);
  const readOnly = useReadOnly();
  const [previewed, setPreviewed] = useLooking();
  const [said, say] = useState('');
  const paper = useRef<HTMLDivElement>(null);
  const pointer = usePointer();
  const sensors = useCarrying();
  usePointed((one) => (setChosen([one]), setPreviewed(false)));
  const order = reading(document);
  const known = chosen.filter((key) => order.includes(key));
  const current = known.at(-1) ?? order[0] ?? null;
  const key = String(document.key);
  const titleOf = (one: string) => {
    const item = itemOf(document, one);
    const sort = item && sortOf(item);
    return (item && sort ? itemTitle(item, sort) : localized(fieldsIn(document).find((field) => field.key === one)?.title)) || one;
  };

  const focusAt = (one: string) => paper.current?.querySelector<HTMLElement>(`[data-handle="${one}"]`)?.focus();
  /** Once it is drawn. */
  const focusOn = (one: string | undefined) => {
    if (one) requestAnimationFrame(() => focusAt(one));
  };
  const choose: Choosing['choose'] = (one, how) => {
    if (how === 'one') return setChosen([one]);
    if (how === 'more') return setChosen(known.includes(one) ? known.filter((other) => other !== one) : [...known, one]);
    const [from, to] = [order.indexOf(current ?? one), order.indexOf(one)];
    return setChosen([...order.slice(Math.min(from, to), Math.max(from, to) + 1).filter((other) => other !== one), one]);
  };

  const add = (thing: Thing<New>, at?: Spot) => {
    const { what } = thing;
    if ('type' in what) {
      const other = around.contents.find((one) => one.kind === 'form' && one.key !== key);
      const field = newField(document, what.type, published, other?.key ?? key);
      onChange(withField(document, field, at ?? spotBehind(document, known.at(-1) ?? null, 'field')));
      setChosen([field.key]);
      if (!at) focusOn(field.key);
    } else {
      const item = newItem(document, what.sort);
      onChange(withItem(document, item, at ?? spotBehind(document, known.at(-1) ?? null, what.sort)));
      setChosen([item.key]);
      if (!at) focusOn(item.key);
    }
    say(t('designer.said.added', { title: thing.title }));
  };
  const remove = (keys: readonly string[]) => {
    if (keys.length === 0) return;
    const next = order[order.indexOf(keys[0] ?? '') - 1] ?? order.find((one) => !keys.includes(one));
    onChange(without(document, keys));
    setChosen(next ? [next] : []);
    focusOn(next);
    say(t('designer.said.removed', { count: keys.length }));
  };
  const paste = (clip = keptClip()) => {
    if (!clip) return;
    const sort = clip.fields.length > 0 && clip.entries.every((one) => typeof one === 'string') ? 'field' : 'section';
    const made = pasted(document, clip, spotBehind(document, known.at(-1) ?? null, sort));
    onChange(made.document);
    setChosen(made.keys);
    focusOn(made.keys.at(-1));
    say(t('designer.said.pasted', { count: made.keys.length }));
  };
  const copy = () => keepClip(clipOf(document, known));
  const duplicate = () => paste(clipOf(document, known));
  const nudge = (step: 1 | -1) => {
    const one = known.at(-1);
    if (!one) return;
    onChange(nudged(document, one, step));
    focusOn(one);
    say(t('designer.said.moved', { title: titleOf(one) }));
  };

  const keys = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).closest('input,textarea,select')) return;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined;
    const strong = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    const changes = (step !== undefined && event.altKey) || ['Delete', 'Backspace'].includes(event.key) || (strong && letter === 'd');
    if (readOnly && changes) return;
    if (step !== undefined && event.altKey) nudge(step);
    else if (step !== undefined && !strong) {
      const next = order[order.indexOf(current ?? '') + step];
      if (!next) return;
      if (event.shiftKey) setChosen([...known.filter((one) => one !== next), next]);
      else setChosen([next]);
      focusOn(next);
    } else if (event.key === 'Enter' && !strong && (event.target as HTMLElement).dataset.handle) {
      setChosen([(event.target as HTMLElement).dataset.handle ?? '']);
      enterInspector();
    } else if (event.key === 'Delete' || event.key === 'Backspace') remove(known);
    else if (event.key === 'Escape') setChosen([]);
    else if (strong && letter === 'd') duplicate();
    else if (strong && letter === 'a') setChosen(order);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const clip = (event: ClipboardEvent, act: () => void) => {
    if (readOnly || (event.target as HTMLElement).closest('input,textarea,select')) return;
    event.preventDefault();
    act();
  };

  /** What is carried is asked of the event: a quick hand lets go before the page was drawn with it. */
  const handed = (active: DragStartEvent['active']): Pick<Carried, 'thing' | 'keys'> => {
    const { thing, key: piece } = active.data.current as { thing?: Thing<New>; key?: string };
    return { thing, keys: piece === undefined ? [] : known.includes(piece) ? known : [piece] };
  };
  const began = ({ active }: DragStartEvent) => {
    const { thing, keys: going } = handed(active);
    if (!thing) setChosen(going);
    setCarried({ thing, keys: going, title: thing?.title ?? (going.length > 1 ? t('designer.several', { count: going.length }) : titleOf(going[0] ?? '')) });
  };
  const went = ({ active }: DragMoveEvent) => {
    const { thing, keys: going } = handed(active);
    const { spot, put } = useDropSpot.getState();
    const what = thing ? ('sort' in thing.what ? thing.what.sort : 'field') : going;
    put(spotUnder(document, what, pointer.current.x, pointer.current.y, spot));
  };
  const ended = (event: DragEndEvent) => {
    went(event);
    const { spot, put } = useDropSpot.getState();
    const { thing, keys: going } = handed(event.active);
    if (spot && thing) add(thing, spot);
    else if (spot) onChange(moved(document, going, spot));
    put(null);
    setCarried(null);
  };
  const dropped = () => {
    useDropSpot.getState().put(null);
    setCarried(null);
  };

  const things = useThings();
  const rules = document.rules as unknown[] | undefined;
  const ruled = useMemo(() => ruledFields(rules, t), [rules, t]);
  const wrong = useMemo(() => wrongKeys(document, problems.map((one) => one.pointer)), [document, problems]);
  const types = useFieldTypes();
  const typeTitles = useMemo(() => new Map(types.map((type) => [type.key, type.title])), [types]);
  const choosing: Choosing = { chosen: new Set(known), current, choose, ruled, wrong, typeTitles };
  const tools = (
    <div className={styles.tools}>
      <LookSwitch icon="form" looking={previewed} onLook={setPreviewed} />
      <span className={styles.count}>{t('designer.counts', { fields: fieldsIn(document).length, sections: keysIn(document).filter((one) => itemOf(document, one) && 'section' in (itemOf(document, one) ?? {})).length })}</span>
    </div>
  );
  return (
    <DndContext sensors={sensors} accessibility={unspoken} onDragStart={began} onDragMove={went} onDragEnd={ended} onDragCancel={dropped}>
      <div className={frame.frame}>
        {!readOnly && <Palette label={t('designer.palette')} placeholder={t('designer.findType')} shortcut="P" groups={things} onAdd={(thing) => add(thing)} />}
        {previewed ? (
          <div className={styles.desk}>
            {tools}
            <Preview app={app} form={key} version={version} />
          </div>
        ) : (
          <div className={styles.desk} onClick={() => setChosen([])} role="presentation">
            {tools}
            <div ref={paper} data-paper className={styles.paper} role="group" aria-label={t('designer.paper')} tabIndex={order.length === 0 ? 0 : -1} onKeyDown={keys} onCopy={(event) => clip(event, copy)} onCut={(event) => clip(event, () => (copy(), remove(known)))} onPaste={(event) => clip(event, () => paste())}>
              <h2>{localized(document.title as Localized)}</h2>
              <Paper document={document} around={around} choosing={choosing} />
            </div>
          </div>
        )}
        <Inspector onClose={() => setChosen([])} onLeave={() => (current ? focusAt(current) : paper.current?.focus())} app={app} document={document} published={published} chosen={known} problems={problems} onChange={onChange} onRemove={() => remove(known)} onCopy={duplicate} onRename={(from, to) => setChosen(known.map((one) => (one === from ? to : one)))} />
      </div>
      <p role="status" aria-live="polite" className="visually-hidden">
        {said}
      </p>
      <CarriedOverlay carried={carried && { title: carried.title, icon: carried.thing?.icon ?? 'grip' }} />
    </DndContext>
  );
}

function useThings(): ThingGroup<New>[] {
  const { t } = useTranslation();
  const types = useFieldTypes();
  return useMemo(() => {
    const under = (group: string) => types.filter((type) => (fieldView(type.key)?.palette?.[0] ?? 'more') === group).toSorted((a, b) => (fieldView(a.key)?.palette?.[1] ?? 0) - (fieldView(b.key)?.palette?.[1] ?? 0));
    const fields = ['common', 'relations', 'evidence', 'more'].map((group): ThingGroup<New> => ({
      key: group,
      title: t(`designer.groups.${group}`),
      things: under(group).map((type) => ({ key: type.key, title: type.title, icon: type.icon, description: type.description, what: { type } })),
    }));
    const items = [...layoutViews.values()].flatMap(({ key, palette }) => (palette ? [{ sort: key, icon: palette[0], place: palette[1] }] : [])).toSorted((a, b) => a.place - b.place);
    return [...fields, { key: 'layout', title: t('designer.groups.layout'), things: items.map(({ sort, icon }) => ({ key: `layout ${sort}`, title: t(`designer.sorts.${sort}`), icon, what: { sort } })) }];
  }, [types, t]);
}

/** The keys of fields and items that problems point into. */
function wrongKeys(document: DesignerProps['document'], pointers: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const pointer of pointers) {
    let at: unknown = document;
    for (const step of pointer.split('/').slice(1)) {
      at = (at as Record<string, unknown> | undefined)?.[step];
      const one = (at as { key?: unknown } | undefined)?.key;
      if (typeof one === 'string' && typeof at === 'object') found.add(one);
    }
  }
  return found;
}
