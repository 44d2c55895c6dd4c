/** What stands where on a form: its layout as a tree, with fields a rule may call for set in after their cause. */
import type { FormInfo, LayoutItem, RuleInfo } from '../api/types';
import { namesIn } from './evaluate';

/** The server puts fields without a place of their own into a last section of this key, which no document can have. */
const rest = '_rest';

export interface Arrangement {
  layout: LayoutItem[];
  /** The fields in reading order. */
  order: string[];
  /** Item → the fields inside it, however deep. */
  inside: ReadonlyMap<string, readonly string[]>;
  /** Field → the items it stands in, from the outside. */
  within: ReadonlyMap<string, readonly string[]>;
}

export function arrange(form: Pick<FormInfo, 'fields' | 'rules' | 'layout'>): Arrangement {
  const known = new Set(form.fields.map((field) => field.key));
  const all = { key: rest, type: 'section', settings: { section: null, columns: 2 }, items: form.fields.map(({ key }) => fieldItem(key)) };
  const layout = form.layout.length === 0 ? [all] : form.layout.map((item) => ownCopy(item, known));
  setAfterCauses(layout, form.rules);
  const inside = new Map<string, string[]>();
  const within = new Map<string, string[]>();
  const order: string[] = [];
  const walk = (item: LayoutItem, path: string[]) => {
    if (isField(item)) {
      order.push(item.key);
      within.set(item.key, path);
      for (const key of path) inside.get(key)?.push(item.key);
      return;
    }
    inside.set(item.key, []);
    for (const one of item.items) walk(one, [...path, item.key]);
  };
  for (const item of layout) walk(item, []);
  return { layout, order, inside, within };
}

export function isField(item: LayoutItem): boolean {
  return item.type === 'field';
}

function fieldItem(key: string): LayoutItem {
  return { key, type: 'field', settings: {}, items: [] };
}

function ownCopy(item: LayoutItem, known: ReadonlySet<string>): LayoutItem {
  return { ...item, items: item.items.filter((one) => !isField(one) || known.has(one.key)).map((one) => ownCopy(one, known)) };
}

function setAfterCauses(layout: LayoutItem[], rules: RuleInfo[]) {
  const last = layout.at(-1);
  if (last?.key !== rest || layout.length < 2) return;
  last.items = last.items.filter((item) => !setAfterCause(item, rules, layout.slice(0, -1)));
  if (last.items.length === 0) layout.pop();
}

/** Puts a field without a place right after the field whose value calls for it. */
function setAfterCause(item: LayoutItem, rules: RuleInfo[], layout: LayoutItem[]): boolean {
  for (const rule of rules) {
    const calls = rule.then.some((step) => [step.show, step.require].flat().includes(item.key));
    if (!calls) continue;
    for (const cause of namesIn(rule.when, 'record')) {
      const holder = holderOf(cause, layout);
      if (!holder) continue;
      holder.splice(holder.findIndex(({ key }) => key === cause) + 1, 0, item);
      return true;
    }
  }
  return false;
}

function holderOf(field: string, items: LayoutItem[]): LayoutItem[] | null {
  if (items.some((item) => isField(item) && item.key === field)) return items;
  for (const item of items) {
    const found = holderOf(field, item.items);
    if (found) return found;
  }
  return null;
}
