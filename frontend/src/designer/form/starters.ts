/** What a new field or item says until somebody says more: enough to be seen and, where that can be, to be published. */
import type { Doc } from '../../api/drafts';
import type { FieldTypeInfo } from '../settings/fieldTypes';
import type { FieldDoc } from '../settings/panel';
import type { Schema } from '../settings/schema';
import { freeKey, isObject } from '../settings/schema';
import { fieldsIn, keysIn, type Item, type Sort } from './arrangement';
import { layoutViews } from '../../lib/layouts';
import { localized, type Localized } from '../../lib/localized';

const words = (chinese: string, english: string) => ({ 'zh-CN': chinese, en: english });

const options = [
  { key: 'a', title: words('选项一', 'Option 1') },
  { key: 'b', title: words('选项二', 'Option 2') },
];

/** Settings by type, for types that cannot do without. `form`: another form of the app, where there is one. */
const settings: Record<string, (form: string | undefined) => Doc> = {
  single_choice: () => ({ options }),
  multi_choice: () => ({ options }),
  cascading_choice: () => ({ options }),
  stage: () => ({ stages: [{ key: 'new', title: words('新建', 'New') }, { key: 'done', title: words('完成', 'Done') }], moves: [{ key: 'finish', title: words('完成', 'Finish'), from: ['new'], to: 'done' }] }),
  detail_lines: () => ({ columns: [{ key: 'column_1', type: 'text', title: words('名称', 'Name') }] }),
  survey_matrix: () => ({ questions: [{ key: 'q1', title: words('问题一', 'Question 1') }], answers: [{ key: 'good', title: words('好', 'Good') }, { key: 'poor', title: words('差', 'Poor') }] }),
  formula: () => ({ result: 'text', expression: '' }),
  reference: (form) => ({ form }),
  related_list: (form) => ({ form }),
  rollup: (form) => ({ form }),
  lookup: (form) => ({ form }),
  checklist: (form) => ({ items_from: { form } }),
};

export function newField(document: Doc, type: FieldTypeInfo, published: Doc | null, otherForm: string | undefined): FieldDoc {
  // A key is never used again, not even that of a field that was thrown away in this draft.
  const taken = [...keysIn(document), ...(published ? fieldsIn(published).map((field) => field.key) : [])];
  const given = settings[type.key]?.(otherForm);
  const title = type.settings['x-label'] as FieldDoc['title'] | undefined;
  return { key: freeKey(type.key, taken), type: type.key, title: title ?? type.title, ...(given && { settings: given }) };
}

export function newItem(document: Doc, sort: Sort): Item {
  const taken = keysIn(document);
  const key = freeKey(sort, taken);
  if (sort !== 'tabs') return { key, ...layoutViews.get(sort)?.fresh };
  const [first, second] = [freeKey('tab', taken), freeKey('tab', [...taken, freeKey('tab', taken)])];
  return { key, tabs: [{ key: first, tab: words('标签一', 'Tab 1'), items: [] }, { key: second, tab: words('标签二', 'Tab 2'), items: [] }] };
}

/** The words of an item: what its sort is called after, and a text for the list of what is there. */
export function itemTitle(item: Item, sort: Sort): string {
  const said = item.title ?? item[sort];
  return typeof said === 'string' || isObject(said) ? localized(said as Localized) : '';
}

/** The schema of one sort of layout items, from that of forms. */
export function itemSchema(form: Schema | undefined, sort: Sort): Schema | undefined {
  const find = (schema: Schema | undefined): Schema | undefined => {
    for (const one of schema?.allOf ?? []) {
      if (one.if?.required?.[0] === sort && one.then) return one.then;
      for (const inner of Object.values(one.then?.properties ?? {})) {
        const found = find(inner.items?.else ?? inner.items);
        if (found) return found;
      }
    }
    return undefined;
  };
  return find(form?.properties?.layout?.items);
}
