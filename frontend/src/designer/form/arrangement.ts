/** The layout of a form document as a tree one may change: what stands where, put elsewhere, added, copied, taken away. Nothing here changes a document; each act gives another. */
import type { Doc } from '../../api/drafts';
import type { FieldDoc } from '../settings/panel';
import { layoutViews } from '../../lib/layouts';
import { freeKey } from '../settings/schema';

/** An item of a layout as documents have it: a section, tabs, words…; a field stands there by its key alone. */
export type Item = Doc & { key: string };
type Entry = string | Item;

/** Where something stands: in which container ("" the form itself, else a section's or tab's key), and before which place. */
export interface Spot {
  within: string;
  at: number;
}

/** The section that fields without a place of their own stand in; no document can have this key. */
export const rest = '_rest';

const containers = ['section', 'tabs', 'tab'] as const;

/** Whether other things stand in items of a sort. */
export function holdsOthers(sort: string | null): boolean {
  return containers.some((one) => one === sort);
}
/** The sort of an item is the member that names it. */
export type Sort = string;
const sorts = [...layoutViews.keys()];

export function sortOf(item: Item): Sort | null {
  return sorts.find((sort) => sort in item) ?? null;
}

export const fieldsIn = (document: Doc): FieldDoc[] => (document.fields as FieldDoc[] | undefined) ?? [];
export const layoutIn = (document: Doc): Item[] => (document.layout as Item[] | undefined) ?? [];

/** What stands directly in an item. */
export function entriesOf(item: Item): Entry[] {
  if ('section' in item) return (item.fields as Entry[] | undefined) ?? [];
  if ('tabs' in item) return (item.tabs as Item[] | undefined) ?? [];
  if ('tab' in item) return (item.items as Item[] | undefined) ?? [];
  return [];
}

function withEntries(item: Item, entries: Entry[]): Item {
  if ('section' in item) return { ...item, fields: entries };
  if ('tabs' in item) return { ...item, tabs: entries };
  return { ...item, items: entries };
}

/** Fields of the document that its layout does not name, in their order. */
export function unplaced(document: Doc): string[] {
  const placed = new Set(placedIn(layoutIn(document)));
  return fieldsIn(document).map((field) => field.key).filter((key) => !placed.has(key));
}

function placedIn(entries: readonly Entry[]): string[] {
  return entries.flatMap((one) => (typeof one === 'string' ? [one] : placedIn(entriesOf(one))));
}

export const keyOf = (entry: Entry) => (typeof entry === 'string' ? entry : entry.key);

/** Every key of the form, of fields and items alike: they share one namespace. */
export function keysIn(document: Doc): string[] {
  const walk = (entries: readonly Entry[]): string[] => entries.flatMap((one) => [keyOf(one), ...(typeof one === 'string' ? [] : walk(entriesOf(one)))]);
  return [...fieldsIn(document).map((field) => field.key), ...walk(layoutIn(document))];
}

/** The item of a key, if it is one. */
export function itemOf(document: Doc, key: string): Item | undefined {
  const walk = (entries: readonly Entry[]): Item | undefined => {
    for (const one of entries) {
      if (typeof one === 'string') continue;
      const found = one.key === key ? one : walk(entriesOf(one));
      if (found) return found;
    }
    return undefined;
  };
  return walk(layoutIn(document));
}

/** In reading order: everything one can choose, containers before what stands in them. */
export function reading(document: Doc): string[] {
  const walk = (entries: readonly Entry[]): string[] => entries.flatMap((one) => [keyOf(one), ...(typeof one === 'string' ? [] : walk(entriesOf(one)))]);
  return [...walk(layoutIn(document)), ...unplaced(document)];
}

/** Where something stands; fields without a place stand in the last section. */
export function spotOf(document: Doc, key: string): Spot | null {
  const walk = (entries: readonly Entry[], within: string): Spot | null => {
    for (const [at, one] of entries.entries()) {
      if (keyOf(one) === key) return { within, at };
      const found = typeof one === 'string' ? null : walk(entriesOf(one), one.key);
      if (found) return found;
    }
    return null;
  };
  const at = unplaced(document).indexOf(key);
  return walk(layoutIn(document), '') ?? (at < 0 ? null : { within: rest, at });
}

/** Whether something may stand in a container. */
export function fits(document: Doc, key: string | Sort, within: string): boolean {
  const sort = sorts.find((one) => one === key) ?? sortOfKey(document, key);
  const holder = within === '' || within === rest ? null : itemOf(document, within);
  if (within === rest) return sort === null;
  if (within === '') return sort !== null && sort !== 'tab';
  if (!holder) return false;
  if ('section' in holder) return sort === null || !containers.some((one) => one === sort);
  if ('tabs' in holder) return sort === 'tab';
  return 'tab' in holder && sort !== null && sort !== 'tab' && sort !== 'tabs';
}

function sortOfKey(document: Doc, key: string): Sort | null {
  const item = itemOf(document, key);
  return item ? sortOf(item) : null;
}

/** Fields and items put before a place, in the order given. What does not fit there stays where it is. */
export function moved(document: Doc, keys: readonly string[], to: Spot): Doc {
  const going = keys.filter((key) => fits(document, key, to.within) && !holds(document, key, to.within));
  if (going.length === 0) return document;
  if (to.within === rest) return restOrder(document, going, to.at);
  const entries: Entry[] = going.map((key) => itemOf(document, key) ?? key);
  // What leaves from before the place makes it one less.
  const before = going.filter((key) => {
    const spot = spotOf(document, key);
    return spot?.within === to.within && spot.at < to.at;
  }).length;
  const left = taken(document, going);
  return inserted(left, entries, { within: to.within, at: to.at - before });
}

/** The order of fields without a place is that of the document's fields. */
function restOrder(document: Doc, keys: readonly string[], at: number): Doc {
  const free = taken(document, keys);
  const order = unplaced(free).filter((key) => !keys.includes(key));
  const behind = unplaced(document).slice(at).find((key) => !keys.includes(key));
  const fields = fieldsIn(free);
  const going = keys.flatMap((key) => fields.filter((field) => field.key === key));
  const others = fields.filter((field) => !keys.includes(field.key));
  const place = behind ? others.findIndex((field) => field.key === behind) : order.length > 0 ? others.findIndex((field) => field.key === order.at(-1)) + 1 : others.length;
  return { ...free, fields: others.toSpliced(place, 0, ...going) };
}

function holds(document: Doc, key: string, within: string): boolean {
  const item = itemOf(document, key);
  return key === within || (item !== undefined && placesIn(item).includes(within));
}

function placesIn(item: Item): string[] {
  return entriesOf(item).flatMap((one) => (typeof one === 'string' ? [] : [one.key, ...placesIn(one)]));
}

/** The layout without these; fields of the document stay. */
function taken(document: Doc, keys: readonly string[]): Doc {
  const walk = (entries: readonly Entry[]): Entry[] => entries.filter((one) => !keys.includes(keyOf(one))).map((one) => (typeof one === 'string' || entriesOf(one).length === 0 ? one : withEntries(one, walk(entriesOf(one)))));
  return withLayout(document, walk(layoutIn(document)) as Item[]);
}

function inserted(document: Doc, entries: readonly Entry[], to: Spot): Doc {
  if (to.within === '') return withLayout(document, layoutIn(document).toSpliced(to.at, 0, ...(entries as Item[])));
  const walk = (inside: readonly Entry[]): Entry[] =>
    inside.map((one) => {
      if (typeof one === 'string') return one;
      if (one.key === to.within) return withEntries(one, entriesOf(one).toSpliced(to.at, 0, ...entries));
      return entriesOf(one).length > 0 ? withEntries(one, walk(entriesOf(one))) : one;
    });
  return withLayout(document, walk(layoutIn(document)) as Item[]);
}

function withLayout(document: Doc, layout: Item[]): Doc {
  if (layout.length > 0) return { ...document, layout };
  const { layout: _, ...others } = document;
  return others;
}

/** A new field at a place. */
export function withField(document: Doc, field: FieldDoc, to: Spot): Doc {
  const fields = fieldsIn(document);
  if (to.within === rest) return moved({ ...document, fields: [...fields, field] }, [field.key], to);
  return inserted({ ...document, fields: [...fields, field] }, [field.key], to);
}

/** A new item at a place. The first section of a form without one takes the fields that are there. */
export function withItem(document: Doc, item: Item, to: Spot): Doc {
  if ('section' in item && layoutIn(document).length === 0) return { ...document, layout: [{ ...item, fields: unplaced(document) }] };
  return inserted(document, [item], to);
}

/** Without these: fields go from the form, and what stood in a container stays, in its last section. */
export function without(document: Doc, keys: readonly string[]): Doc {
  const left = taken(document, keys);
  return { ...left, fields: fieldsIn(left).filter((field) => !keys.includes(field.key)) };
}

/** What was copied: fields with all they say, and items with what stands in them. */
export interface Clip {
  fields: FieldDoc[];
  entries: Entry[];
}

export function clipOf(document: Doc, keys: readonly string[]): Clip {
  const inside = new Set(keys.flatMap((key) => placesAndFields(document, key)));
  const entries = reading(document)
    .filter((key) => keys.includes(key) && !inside.has(key))
    .map((key): Entry => itemOf(document, key) ?? key);
  const named = new Set(placedIn(entries));
  return { fields: fieldsIn(document).filter((field) => named.has(field.key)), entries };
}

function placesAndFields(document: Doc, key: string): string[] {
  const item = itemOf(document, key);
  return item ? [...placesIn(item), ...placedIn(entriesOf(item))] : [];
}

/** A copy at a place, under keys nobody has. Gives the new keys beside the document. */
export function pasted(document: Doc, clip: Clip, to: Spot): { document: Doc; keys: string[] } {
  const known = new Set(keysIn(document));
  const names = new Map<string, string>();
  const rename = (key: string): string => {
    const free = known.has(key) ? freeKey(key.replace(/_\d+$/, ''), known) : key;
    known.add(free);
    names.set(key, free);
    return free;
  };
  const fields = clip.fields.map((field) => ({ ...field, key: rename(field.key) }));
  const anew = (entry: Entry): Entry => {
    if (typeof entry === 'string') return names.get(entry) ?? entry;
    const made = { ...entry, key: rename(entry.key) };
    return entriesOf(made).length > 0 ? withEntries(made, entriesOf(made).map(anew)) : made;
  };
  const entries = clip.entries.map(anew);
  const grown = { ...document, fields: [...fieldsIn(document), ...fields] };
  const fitting = entries.filter((one) => (typeof one === 'string' ? fits(grown, one, to.within) : fits(grown, sortOf(one) ?? one.key, to.within)));
  const others = entries.filter((one) => !fitting.includes(one) && typeof one !== 'string') as Item[];
  const first = to.within === rest ? moved(grown, fitting.map(keyOf), to) : inserted(grown, fitting, to);
  const whole = others.length > 0 ? withLayout(first, [...layoutIn(first), ...others]) : first;
  return { document: whole, keys: entries.map(keyOf) };
}

/** Where something new goes that is added without a place being shown: behind what is chosen, or at the end. */
export function spotBehind(document: Doc, chosen: string | null, sort: Sort | 'field'): Spot {
  const kind = sort === 'field' ? null : sort;
  const item = chosen ? itemOf(document, chosen) : undefined;
  if (item && ('section' in item || 'tab' in item) && fitsSort(document, kind, item.key)) return { within: item.key, at: entriesOf(item).length };
  for (let spot = chosen ? spotOf(document, chosen) : null; spot; spot = spot.within === '' || spot.within === rest ? null : spotOf(document, spot.within)) {
    if (fitsSort(document, kind, spot.within)) return { within: spot.within, at: spot.at + 1 };
  }
  if (kind !== null && kind !== 'tab' && containers.some((one) => one === kind)) return { within: '', at: layoutIn(document).length };
  const last = layoutIn(document).findLast((one) => 'section' in one);
  if (unplaced(document).length > 0 || !last) return kind === null ? { within: rest, at: unplaced(document).length } : { within: '', at: layoutIn(document).length };
  return { within: last.key, at: entriesOf(last).length };
}

function fitsSort(document: Doc, sort: Sort | null, within: string): boolean {
  if (sort !== null) return fits(document, sort, within);
  const holder = within === rest || within === '' ? null : itemOf(document, within);
  return within === rest || (holder !== null && holder !== undefined && 'section' in holder);
}

/** By one place up or down, out of and into containers where it comes to their ends: the keyboard's drag. */
export function nudged(document: Doc, key: string, step: 1 | -1): Doc {
  const spot = spotOf(document, key);
  if (!spot) return document;
  const size = spot.within === rest ? unplaced(document).length : spot.within === '' ? layoutIn(document).length : entriesOf(itemOf(document, spot.within) as Item).length;
  const to = spot.at + step;
  if (to >= 0 && to < size) return moved(document, [key], { within: spot.within, at: step > 0 ? to + 1 : to });
  const homes = homesOf(document).filter((within) => fits(document, key, within) && !holds(document, key, within));
  const next = homes[homes.indexOf(spot.within) + step];
  if (next === undefined) return document;
  const end = next === rest ? unplaced(document).length : next === '' ? layoutIn(document).length : entriesOf(itemOf(document, next) as Item).length;
  return moved(document, [key], { within: next, at: step > 0 ? 0 : end });
}

/** All containers in reading order. */
function homesOf(document: Doc): string[] {
  const walk = (items: readonly Entry[]): string[] => items.flatMap((one) => (typeof one === 'string' || !containers.some((sort) => sort in one) ? [] : [one.key, ...walk(entriesOf(one))]));
  return ['', ...walk(layoutIn(document)), ...(unplaced(document).length > 0 || layoutIn(document).length === 0 ? [rest] : [])];
}
