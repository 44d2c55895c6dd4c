/** The types of blocks there are, with their words and settings, from the schema of pages; and what a new one says. */
import { useMemo } from 'react';
import { useKindSchema } from '../../api/drafts';
import { currentLocale } from '../../i18n/i18n';
import { localized } from '../../lib/localized';
import type { IconName } from '../../ui/Icon/Icon';
import { fieldsOf, type Around } from '../settings/panel';
import { descriptionOf, freeKey, least, resolved, type Schema, type Value } from '../settings/schema';
import type { Block } from './arrangement';

export interface BlockType {
  key: string;
  title: string;
  description: string;
  icon: IconName;
  settings: Schema;
}

/** How each type stands on a page until somebody says otherwise. */
const looks: Readonly<Record<string, { icon: IconName; width: number; rows?: number }>> = {
  chart: { icon: 'chart', width: 6, rows: 2 },
  lights: { icon: 'target', width: 6, rows: 2 },
  number: { icon: 'number', width: 3 },
  ranking: { icon: 'sort', width: 4, rows: 2 },
  shortcuts: { icon: 'link', width: 4 },
  table: { icon: 'table', width: 6, rows: 2 },
  text: { icon: 'text', width: 6 },
  todos: { icon: 'inbox', width: 4, rows: 2 },
  view: { icon: 'table', width: 12, rows: 3 },
};
const usual = { icon: 'apps', width: 6 } as const;

export function useBlockTypes(): BlockType[] {
  const schema = useKindSchema('page').data as Schema | undefined;
  const locale = currentLocale();
  return useMemo(() => {
    return (schema?.properties?.blocks?.items?.allOf ?? []).flatMap((one) => {
      const key = one.if?.properties?.type?.const;
      const settings = one.then?.properties?.settings;
      if (typeof key !== 'string' || !settings) return [];
      return [{ key, title: localized(settings['x-label'], locale) || key, description: descriptionOf(settings, locale), icon: (looks[key] ?? usual).icon, settings }];
    });
  }, [schema, locale]);
}

const words = { 'zh-CN': '在这里写给大家看的话', en: 'Words for everybody who comes here' };

/** Everything a block may say, its settings among it. */
export const blockSchema = (page: Schema | undefined, block: Value): Schema => resolved(page?.properties?.blocks?.items ?? {}, block);

/** What the type cannot do without is taken from what the app has, so that the block shows something at once. */
export function newBlock(type: BlockType, taken: readonly string[], around: Around): Block {
  const look: { width: number; rows?: number } = looks[type.key] ?? usual;
  const settings = filled(type.settings, around);
  return { key: freeKey(type.key, taken), type: type.key, width: look.width, ...(look.rows && { rows: look.rows }), ...(Object.keys(settings).length > 0 && { settings }) };
}

function filled(schema: Schema, around: Around): Value {
  const made: Value = {};
  const first = (kind: string) => around.contents.find((one) => one.kind === kind)?.key;
  for (const name of schema.required ?? []) {
    const one = schema.properties?.[name] ?? {};
    if (one['x-dimension']) made[name] = dimensionsOf(around, made.metric)[0] ?? '';
    else if (one['x-words']) made[name] = words;
    else if (one['x-kind'] !== undefined) made[name] = (one['x-kind'] === 'metric' ? splitMetric(around) : undefined) ?? first(one['x-kind']) ?? '';
    else if (one.items?.['x-kind'] !== undefined) made[name] = [first(one.items['x-kind'])].filter(Boolean);
    else if (one.items?.properties !== undefined) made[name] = [pointed(least(resolved(one.items, {})) as Value, resolved(one.items, {}), around)];
    else made[name] = least(resolved(schema, {}).properties?.[name] ?? one);
  }
  const own = resolved(schema, made).properties?.settings;
  return own?.required === undefined ? made : { ...made, settings: drawn(own, around) };
}

/** What a chart draws: a metric by its first dimension, else the records of a form by a field of few values. */
function drawn(schema: Schema, around: Around): Value {
  const split = (schema.required ?? []).filter((name) => schema.properties?.[name]?.['x-split']);
  const metric = splitMetric(around);
  if (metric !== undefined) return { metric, ...Object.fromEntries(split.map((name) => [name, dimensionsOf(around, metric)[0]])) };
  for (const form of around.contents.filter((one) => one.kind === 'form')) {
    const field = fieldsOf(around, form.key).find((one) => ['single_choice', 'stage', 'yes_no'].includes(one.type));
    if (field) return { form: form.key, ...Object.fromEntries(split.map((name) => [name, field.key])) };
  }
  return {};
}

/** An item that names a document of the kind that another of its members says. */
function pointed(item: Value, schema: Schema, around: Around): Value {
  const made = { ...item };
  for (const [name, one] of Object.entries(schema.properties ?? {})) {
    const kind = one['x-kinds']?.[String(item[one['x-kind_by'] ?? ''])];
    if (kind !== undefined) made[name] = around.contents.find((other) => other.kind === kind)?.key ?? '';
  }
  return made;
}

const dimensionsOf = (around: Around, metric: unknown) => (around.contents.find((one) => one.kind === 'metric' && one.key === metric)?.document.dimensions as string[] | undefined) ?? [];

/** The first metric that can be told apart by something. */
const splitMetric = (around: Around) => around.contents.find((one) => one.kind === 'metric' && ((one.document.dimensions as string[] | undefined)?.length ?? 0) > 0)?.key;
