/** What a form can be made of, grouped and searched: dragged onto the paper, or put behind what is chosen by a click. */
import { useEffect, useRef, useState } from 'react';
import { useDraggable } from '@dnd-kit/core';
import { useTranslation } from '../../i18n/useTranslation';
import { usePageKeys } from '../../desk/shortcuts';
import { Icon, type IconName } from '../../ui/Icon/Icon';
import { TextInput } from '../../ui/TextInput/TextInput';
import { useFieldTypes, type FieldTypeInfo } from '../settings/fieldTypes';
import type { Sort } from './arrangement';
import { groups, layoutSorts } from './palette';
import styles from './form.module.css';

export interface NewThing {
  title: string;
  icon: IconName;
  type?: FieldTypeInfo;
  sort?: Sort;
}

export function Palette({ onAdd }: { onAdd: (thing: NewThing) => void }) {
  const { t } = useTranslation();
  const types = useFieldTypes();
  const [search, setSearch] = useState('');
  const input = useRef<HTMLInputElement>(null);
  usePageKeys({ p: () => input.current?.focus() });
  const fits = (title: string, key: string) => title.toLowerCase().includes(search.toLowerCase()) || key.includes(search.toLowerCase());
  const placed = new Set(groups.flatMap((group) => group.types));
  const whole = [...groups, { key: 'more', types: types.map((type) => type.key).filter((key) => !placed.has(key)) }];
  const shown = whole
    .map((group) => ({
      key: group.key,
      things: group.types.flatMap((key): NewThing[] => {
        const type = types.find((one) => one.key === key);
        return type && fits(type.title, key) ? [{ title: type.title, icon: type.icon, type }] : [];
      }),
    }))
    .concat({ key: 'layout', things: layoutSorts.map(({ sort, icon }): NewThing => ({ title: t(`designer.sorts.${sort}`), icon, sort })).filter((one) => fits(one.title, one.sort ?? '')) })
    .filter((group) => group.things.length > 0);
  return (
    <aside className={styles.palette} aria-label={t('designer.palette')}>
      <TextInput ref={input} icon="search" type="search" label={t('designer.findType')} placeholder={t('designer.findType')} value={search} onChange={setSearch} unit={<kbd>P</kbd>} onEnter={() => shown[0]?.things[0] && onAdd(shown[0].things[0])} />
      {shown.map((group) => (
        <section key={group.key}>
          <h2>{t(`designer.groups.${group.key}`)}</h2>
          <div className={styles.things}>
            {group.things.map((thing) => (
              <Thing key={thing.type?.key ?? thing.sort} thing={thing} onAdd={onAdd} />
            ))}
          </div>
        </section>
      ))}
      {shown.length === 0 && <p className={styles.nothing}>{t('designer.noType', { search })}</p>}
    </aside>
  );
}

function Thing({ thing, onAdd }: { thing: NewThing; onAdd: (thing: NewThing) => void }) {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `new:${thing.type?.key ?? thing.sort}`, data: { thing } });
  // The press that ends a drag is no click.
  const dragged = useRef(false);
  useEffect(() => {
    if (isDragging) dragged.current = true;
  }, [isDragging]);
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={styles.thing}
      title={thing.type?.description}
      {...listeners}
      onClick={() => {
        if (!dragged.current) onAdd(thing);
        dragged.current = false;
      }}
    >
      <Icon name={thing.icon} />
      <span>{thing.title}</span>
    </button>
  );
}
