/** What something can be made of, grouped and searched: dragged to its place, or put behind what is chosen by a click. */
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useDraggable } from '@dnd-kit/core';
import { useTranslation } from '../../i18n/useTranslation';
import { usePageKeys } from '../../desk/shortcuts';
import { Icon, type IconName } from '../../ui/Icon/Icon';
import { TextInput } from '../../ui/TextInput/TextInput';
import styles from './palette.module.css';

/** `what` is the designer's own: a type, a sort. */
export interface Thing<What> {
  key: string;
  title: string;
  icon: IconName;
  description?: string;
  what: What;
}

export interface ThingGroup<What> {
  key: string;
  title: string;
  things: Thing<What>[];
}

interface Props<What> {
  label: string;
  placeholder: string;
  /** The key that leads to the search. */
  shortcut: string;
  groups: ThingGroup<What>[];
  /** Its search, for who leads there. */
  input?: RefObject<HTMLInputElement | null>;
  onAdd: (thing: Thing<What>) => void;
}

export function Palette<What>({ label, placeholder, shortcut, groups, input: given, onAdd }: Props<What>) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const own = useRef<HTMLInputElement>(null);
  const input = given ?? own;
  const palette = useRef<HTMLElement>(null);
  usePageKeys({ [shortcut.toLowerCase()]: () => input.current?.focus() });
  const wanted = search.trim().toLowerCase();
  const fits = (thing: Thing<What>) => thing.title.toLowerCase().includes(wanted) || thing.key.includes(wanted);
  const shown = groups.map((group) => ({ ...group, things: group.things.filter(fits) })).filter((group) => group.things.length > 0);
  const things = shown.flatMap((group) => group.things);
  const first = things.find((thing) => thing.title.toLowerCase() === wanted) ?? things[0];
  const add = (thing: Thing<What>) => {
    setSearch('');
    onAdd(thing);
  };
  /** One stop of Tab: arrows lead on from the search and from thing to thing. */
  const keys = (event: KeyboardEvent) => {
    const buttons = [...(palette.current?.querySelectorAll<HTMLElement>('[data-thing]') ?? [])];
    const at = buttons.indexOf(event.target as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1, ...(at >= 0 && { ArrowRight: 1, ArrowLeft: -1 }) }[event.key];
    if (step === undefined) return;
    const next = at + step;
    (next < 0 ? input.current : buttons[next])?.focus();
    event.preventDefault();
  };
  return (
    <aside ref={palette} className={styles.palette} aria-label={label} onKeyDown={keys}>
      <TextInput ref={input} icon="search" type="search" label={placeholder} placeholder={placeholder} value={search} onChange={setSearch} unit={<kbd>{shortcut}</kbd>} onEnter={() => wanted !== '' && first && add(first)} />
      {shown.map((group) => (
        <section key={group.key}>
          <h2>{group.title}</h2>
          <div className={styles.things}>
            {group.things.map((thing) => (
              <ThingButton key={thing.key} thing={thing} stop={thing === things[0]} onAdd={add} />
            ))}
          </div>
        </section>
      ))}
      {shown.length === 0 && <p className={styles.nothing}>{t('designer.noType', { search })}</p>}
    </aside>
  );
}

function ThingButton<What>({ thing, stop, onAdd }: { thing: Thing<What>; stop: boolean; onAdd: (thing: Thing<What>) => void }) {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `new:${thing.key}`, data: { thing } });
  // The press that ends a drag is no click.
  const dragged = useRef(false);
  useEffect(() => {
    if (isDragging) dragged.current = true;
  }, [isDragging]);
  return (
    <button
      ref={setNodeRef}
      type="button"
      data-thing
      tabIndex={stop ? 0 : -1}
      className={styles.thing}
      title={thing.description}
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
