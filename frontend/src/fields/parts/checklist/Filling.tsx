/** A checklist being filled in: its items ticked off. In a new record they are those that its form would copy by now. */
import { useEffect } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { useItems } from '../../../api/checklists';
import type { InputProps } from '../../../lib/defineField';
import styles from '../parts.module.css';
import { ItemList } from './ItemList';
import { laidOver, withDeed, writtenParts, type ChecklistSettings, type Deed, type Item } from './model';

type Props = InputProps<Item[] | null, ChecklistSettings>;

const none: ReadonlySet<string> = new Set();

export function Filling(props: Props) {
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
  return <ItemList id={id} field={field.key} items={items} labels={props.labels} may={props.readOnly ? none : writtenParts(settings)} onDeed={onDeed} faults={faultsOf(items, props.parts)} invalid={props.invalid} describedBy={props.describedBy} />;
}

/** The server numbers what was sent of the items: "0/done" is the first that the person changed. */
function faultsOf(items: Item[], told: Props['parts']): Record<string, string> {
  const sent = items.filter((item) => item.told?.length);
  return Object.fromEntries(Object.entries(told ?? {}).flatMap(([place, sentence]) => sent[Number(place.split('/')[0])] ? [[(sent[Number(place.split('/')[0])] as Item).id, sentence]] : []));
}
