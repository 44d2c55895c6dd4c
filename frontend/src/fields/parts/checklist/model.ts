/** Items of a checklist as pages work with them, and what is sent of them: only what the person did. */
import type { FieldInfo, FileItem, Values } from '../../../api/types';

export interface ChecklistSettings {
  columns?: FieldInfo[];
  /** The fields of the record that decide which items there are. */
  reads?: string[];
}

export interface Item {
  id: string;
  text?: string | null;
  minimum?: number | null;
  done?: boolean | null;
  done_by?: string | null;
  done_at?: string | null;
  remark?: string | null;
  evidence?: FileItem[] | null;
  /** What the person changed here and has not sent yet. */
  told?: ('done' | 'remark' | 'evidence')[];
}

export type Deed = Pick<Item, 'done' | 'remark' | 'evidence'>;

export function progress(items: readonly Item[]): { done: number; total: number } {
  return { done: items.filter((item) => item.done).length, total: items.length };
}

/** How many files an item still needs before it can be done. */
export function lacking(item: Item): number {
  return Math.max(0, (item.minimum ?? 0) - (item.evidence?.length ?? 0));
}

/** The item with a deed done. The last file it needs does it; a file it needs taken away opens it again. */
export function withDeed(item: Item, deed: Deed): Item {
  const next = { ...item, ...deed };
  const told = new Set([...(item.told ?? []), ...(Object.keys(deed) as (keyof Deed)[])]);
  if ('evidence' in deed && !('done' in deed)) {
    const done = item.done ? lacking(next) === 0 : lacking(item) > 0 && lacking(next) === 0;
    if (done !== Boolean(item.done)) {
      next.done = done;
      told.add('done');
    }
  }
  return { ...next, told: [...told] };
}

/** What a deed says to the server. */
export function sentDeed(item: Item): Values {
  const all: Values = { done: item.done === true, remark: item.remark || null, evidence: (item.evidence ?? []).map((file) => file.id) };
  return Object.fromEntries((item.told ?? []).map((key) => [key, all[key]]));
}

/** Untouched items are not sent, so that what others tick meanwhile stays. */
export function sentItems(items: readonly Item[] | null): Values[] | null {
  const told = (items ?? []).filter((item) => item.told?.length).map((item) => ({ id: item.id, ...sentDeed(item) }));
  return told.length ? told : null;
}

/** Theirs, with what I did on top; it takes a choice only where both said something else of the same. */
export function mergedItems(base: Item[] | null, mine: Item[] | null, theirs: Item[] | null): { value: Item[] | null; clash: boolean } {
  const was = new Map((base ?? []).map((item) => [item.id, item]));
  const own = new Map((mine ?? []).map((item) => [item.id, item]));
  let clash = false;
  const value = (theirs ?? []).map((item) => {
    const told = own.get(item.id);
    if (!told?.told?.length) return item;
    const [before, now, other] = [was.get(item.id), told, item].map((one) => (one ? sentDeed({ ...one, told: told.told }) : {}));
    clash ||= told.told.some((key) => !same(other?.[key], before?.[key]) && !same(other?.[key], now?.[key]));
    return { ...item, ...Object.fromEntries(told.told.map((key) => [key, told[key]])), told: told.told };
  });
  return { value: value.length ? value : null, clash };
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** The items of a new record with what was ticked already; what is no longer in the list is let go. */
export function laidOver(listed: readonly Item[], ticked: readonly Item[] | null): Item[] {
  const known = new Map((ticked ?? []).map((item) => [item.id, item]));
  return listed.map((item) => {
    const own = known.get(item.id);
    return own ? { ...item, done: own.done, remark: own.remark, evidence: own.evidence, told: own.told } : item;
  });
}

/** Of an item's parts those that the person may write. */
export const writtenParts = (settings: ChecklistSettings) => new Set((settings.columns ?? []).filter((column) => column.access === 'write').map((column) => column.key));
