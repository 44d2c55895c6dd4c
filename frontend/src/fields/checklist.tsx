/** Checklist: items from another form, ticked off with evidence. Value: [{id, text, minimum, done, …}] or null; only what the person did is sent. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useItems } from '../api/checklists';
import { defineField, type CellProps, type InputProps } from '../lib/defineField';
import { lazyPart } from '../ui/lazyPart';
import { Ratio } from './parts/checklist/Ratio';
import { laidOver, mergedItems, progress, sentItems, withDeed, type ChecklistSettings, type Deed, type Item } from './parts/checklist/model';
import { seenLines, type Line } from './parts/lines/model';
import { Missing } from './parts/Missing';
import styles from './parts/parts.module.css';

const ItemList = lazyPart(async () => (await import('./parts/checklist/ItemList')).ItemList);
const Ticking = lazyPart(async () => (await import('./parts/checklist/Ticking')).Ticking);

type Value = Item[] | null;
type Props = InputProps<Value, ChecklistSettings>;

const parts = (settings: ChecklistSettings) => new Set((settings.columns ?? []).filter((column) => column.access === 'write').map((column) => column.key));
const none: ReadonlySet<string> = new Set();

function Shown({ value, settings, field, labels, app, form, record }: CellProps<Value, ChecklistSettings>) {
  if (!value?.length) return <Missing />;
  const may = parts(settings);
  if (app && form && record && field.access === 'write' && may.size > 0) return <Ticking app={app} form={form} record={record} field={field.key} items={value} labels={labels} may={may} />;
  return <ItemList field={field.key} items={value} labels={labels} may={none} onDeed={() => undefined} />;
}

function Input(props: Props) {
  const { t } = useTranslation();
  const { id, value, onChange, field, settings, around, app, form } = props;
  const fresh = around?.fresh === true;
  const listed = useItems(app, form, field.key, fresh ? around.record : undefined);
  const items = fresh ? (listed.data ? laidOver(listed.data.items as unknown as Item[], value) : []) : (value ?? []);

  // What was ticked and is no longer in the list is not sent.
  const gone = fresh && listed.data && !listed.isPlaceholderData && value?.some((one) => !items.some((item) => item.id === one.id));
  useEffect(() => {
    if (gone) onChange(items.length ? items : null);
  });
  if (items.length === 0) {
    return (
      <output id={id} className={styles.computed}>
        {fresh && listed.isPending ? t('states.loading.title') : t(fresh && listed.isError ? 'checklist.later' : 'checklist.none')}
      </output>
    );
  }
  const onDeed = (item: Item, deed: Deed) => onChange(items.map((one) => (one.id === item.id ? withDeed(item, deed) : one)));
  return <ItemList id={id} field={field.key} items={items} labels={props.labels} may={props.readOnly ? none : parts(settings)} onDeed={onDeed} faults={faultsOf(items, props.parts)} invalid={props.invalid} describedBy={props.describedBy} />;
}

/** The server numbers what was sent of the items: "0/done" is the first that the person changed. */
function faultsOf(items: Item[], told: Props['parts']): Record<string, string> {
  const sent = items.filter((item) => item.told?.length);
  return Object.fromEntries(Object.entries(told ?? {}).flatMap(([place, sentence]) => sent[Number(place.split('/')[0])] ? [[(sent[Number(place.split('/')[0])] as Item).id, sentence]] : []));
}

export default defineField<Value, ChecklistSettings>({
  key: 'checklist',
  icon: 'multi',
  width: 120,
  wide: true,
  sheet: true,
  once: true,
  stays: true,
  group: true,
  phoneGroup: true,
  Input,
  Cell: ({ value }) => (value?.length && value.some((item) => 'done' in item) ? <Ratio {...progress(value)} /> : value?.length ? <>{value.length}</> : <Missing />),
  Display: Shown,
  text: (value) => (value?.length ? `${progress(value).done}/${value.length}` : ''),
  expressionType: () => 'list',
  seen: (value, settings) => seenLines(value as Line[] | null, settings.columns ?? []),
  sent: (value) => sentItems(value),
  merge: mergedItems,
});
