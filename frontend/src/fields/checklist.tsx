/** Checklist: items from another form, ticked off with evidence. Value: [{id, text, minimum, done, …}] or null; only what the person did is sent. */
import { defineField, type CellProps } from '../lib/defineField';
import { lazyPart } from '../ui/lazyPart';
import { Ratio } from './parts/checklist/Ratio';
import { mergedItems, progress, sentItems, writtenParts, type ChecklistSettings, type Item } from './parts/checklist/model';
import { seenLines, type Line } from './parts/lines/model';
import { Missing } from './parts/Missing';

const ItemList = lazyPart(async () => (await import('./parts/checklist/ItemList')).ItemList);
const Filling = lazyPart(async () => (await import('./parts/checklist/Filling')).Filling);
const Ticking = lazyPart(async () => (await import('./parts/checklist/Ticking')).Ticking);

type Value = Item[] | null;

const none: ReadonlySet<string> = new Set();

function Shown({ value, settings, field, labels, app, form, record }: CellProps<Value, ChecklistSettings>) {
  if (!value?.length) return <Missing />;
  const may = writtenParts(settings);
  if (app && form && record && field.access === 'write' && may.size > 0) return <Ticking app={app} form={form} record={record} field={field.key} items={value} labels={labels} may={may} />;
  return <ItemList field={field.key} items={value} labels={labels} may={none} onDeed={() => undefined} />;
}

export default defineField<Value, ChecklistSettings>({
  key: 'checklist',
  palette: ['evidence', 3],
  icon: 'multi',
  width: 120,
  wide: true,
  sheet: true,
  once: true,
  stays: true,
  group: true,
  phoneGroup: true,
  Input: Filling,
  Cell: ({ value }) => (value?.length && value.some((item) => 'done' in item) ? <Ratio {...progress(value)} /> : value?.length ? <>{value.length}</> : <Missing />),
  Display: Shown,
  text: (value) => (value?.length ? `${progress(value).done}/${value.length}` : ''),
  expressionType: () => 'list',
  seen: (value, settings) => seenLines(value as Line[] | null, settings.columns ?? []),
  sent: (value) => sentItems(value),
  merge: mergedItems,
});
