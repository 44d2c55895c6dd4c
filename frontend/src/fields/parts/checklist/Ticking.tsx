/** A checklist of a record that is there: each tick is saved at once, without a form. */
import { useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { useTick } from '../../../api/checklists';
import type { Labels } from '../../../lib/defineField';
import { Problem } from '../../../lib/problems';
import { ItemList } from './ItemList';
import { sentDeed, withDeed, type Deed, type Item } from './model';

interface Props {
  app: string;
  form: string;
  record: string;
  field: string;
  items: Item[];
  labels?: Labels;
  may: ReadonlySet<string>;
}

export function Ticking({ app, form, record, field, items, ...props }: Props) {
  const { t } = useTranslation();
  const tick = useTick(app, form, record, field);
  const [under, setUnder] = useState<Readonly<Record<string, Item>>>({});
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const without = <T,>(all: Readonly<Record<string, T>>, id: string) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== id));

  const onDeed = (item: Item, deed: Deed) => {
    const next = withDeed({ ...item, told: [] }, deed);
    setUnder((now) => ({ ...now, [item.id]: next }));
    setFaults((now) => without(now, item.id));
    tick.mutateAsync({ item: item.id, done: sentDeed(next) }).then(
      () => setUnder((now) => without(now, item.id)),
      (error: unknown) => {
        setUnder((now) => without(now, item.id));
        setFaults((now) => ({ ...now, [item.id]: wordsOf(error) ?? t('checklist.unreachable') }));
      },
    );
  };
  return <ItemList {...props} field={field} items={items.map((item) => under[item.id] ?? item)} busy={new Set(Object.keys(under))} faults={faults} onDeed={onDeed} />;
}

function wordsOf(error: unknown): string | null {
  if (!(error instanceof Problem)) return null;
  return error.document.errors?.find((one) => one.detail)?.detail ?? error.message;
}
