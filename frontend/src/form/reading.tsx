/** A record read in the layout of its form: words, tabs, pages and buttons stand where they do when it is filled in. */
import { useMemo, type ReactNode } from 'react';
import type { FieldInfo, FormInfo, LayoutItem, RecordItem } from '../api/types';
import type { FormAround, Reading } from '../lib/defineLayout';
import { fieldView } from '../lib/fields';
import { layoutView } from '../lib/layouts';
import { isField } from './arrangement';
import { deedOf } from './deeds';
import { isEmpty } from './merge';
import { formModel } from './model';
import { useOpened } from './opened';
import { useEngine } from './useEngine';

interface Options extends Omit<Reading, 'field' | 'of'> {
  id: string;
  device: 'desk' | 'phone';
  form: FormInfo;
  record: RecordItem;
  /** Whether what is not hidden has a place here: a narrow page leaves out sheets, a phone what is empty. */
  takes: (field: FieldInfo) => boolean;
  takesItem?: (item: LayoutItem) => boolean;
  /** Moves a stage on; null where it cannot be done now. */
  move: ((field: string, stage: string) => void) | null;
}

export interface ReadLayout {
  layout: LayoutItem[];
  /** Items that take the page's width where there is room. */
  sheets: LayoutItem[];
  around: FormAround;
}

export function useReading({ id, device, form, record, takes, takesItem = () => true, move, section, fields }: Options): ReadLayout {
  const judges = useEngine(form.rules.length > 0);
  const model = useMemo(() => modelOf(form, judges), [form, judges]);
  const { hidden } = useMemo(() => model.linkage(record.values), [model, record.values]);
  const { layout } = model.arrangement;
  const opened = useOpened(model.arrangement);
  const fieldOf = (item: LayoutItem) => (isField(item) ? model.fields.get(item.key) : undefined);
  const may = (key: string) => move !== null && form.may.change && model.fields.get(key)?.access === 'write';
  const around: FormAround = {
    id,
    device,
    called: () => false,
    wide: () => true,
    problems: () => 0,
    ...opened,
    inSight(item) {
      const field = fieldOf(item);
      // What a rule hides is not lost to sight once it says something.
      if (isField(item)) return field !== undefined && takes(field) && (!hidden.has(item.key) || !isEmpty(record.values[item.key]));
      if (item.items.length > 0) return held(item, around);
      const view = layoutView(item.type);
      return !hidden.has(item.key) && takesItem(item) && (view?.shown?.(item.settings, around) ?? view !== undefined);
    },
    draw(item): ReactNode {
      const view = layoutView(item.type);
      const Item = view?.Reading ?? view?.Item;
      return Item ? <Item item={item} settings={item.settings} form={around} /> : null;
    },
    deed: (deed) => deedOf(deed, { fields: model.fields, at: record.values, may, move: (key, stage) => move?.(key, stage) }),
    reading: { of: { app: form.app, form: form.key, id: record.id }, section, fields, field: fieldOf },
  };
  const sheets = everyItem(layout).filter((item) => layoutView(item.type)?.sheet && around.inSight(item));
  return { layout: layout.filter(around.inSight), sheets, around };
}

/** Until conditions can be judged nothing is hidden. */
function modelOf(form: FormInfo, judges: boolean) {
  return formModel(judges ? form : { ...form, rules: [] }, () => new Date());
}

/** Words about fields of which none is here say nothing. */
function held(item: LayoutItem, around: FormAround): boolean {
  const holdsFields = (one: LayoutItem): boolean => isField(one) || one.items.some(holdsFields);
  const showsField = (one: LayoutItem): boolean => (isField(one) ? around.inSight(one) : one.items.some(showsField));
  return holdsFields(item) ? showsField(item) : item.items.some(around.inSight);
}

function everyItem(items: LayoutItem[]): LayoutItem[] {
  return items.flatMap((item) => [item, ...everyItem(item.items)]);
}

/** A table within the record takes the page's width where there is room. */
export function isSheet(field: FieldInfo): boolean {
  return fieldView(field.type)?.sheet === true;
}
