/** One of many: type to search, arrows to choose. The caller searches; this part shows what was found. */
import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useAfloat } from '../afloat';
import { classes } from '../classes';
import { composing, controlAttributes, type ControlProps } from '../control';
import { Icon } from '../Icon/Icon';
import control from '../control.module.css';
import styles from './Combobox.module.css';

export interface ComboItem {
  id: string;
  label: string;
  detail?: string | null;
  mark?: ReactNode;
}

interface Props extends ControlProps {
  value: string | null;
  /** Words of the chosen value. */
  valueLabel: string;
  onChange: (id: string | null, item: ComboItem | null) => void;
  search: string;
  onSearch: (text: string) => void;
  items: ComboItem[];
  loading?: boolean;
  mark?: ReactNode;
  onOpen?: () => void;
  /** Leaving takes the only item found; for items that are found by their own words alone. */
  takesOnly?: boolean;
  /** Leaving takes what was typed, where what is listed only proposes. */
  onTyped?: (text: string) => void;
}

export function Combobox({ value, valueLabel, onChange, search, onSearch, items, loading, mark, onOpen, takesOnly, onTyped, ...props }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useAfloat(frame, list, open);
  // Enter was pressed before the answer to what was typed had come.
  const awaited = useRef(false);

  const show = () => {
    if (open || props.disabled) return;
    setOpen(true);
    setAt(0);
    onOpen?.();
  };
  const hide = () => {
    setOpen(false);
    awaited.current = false;
    onSearch('');
  };
  const choose = (item: ComboItem) => {
    onChange(item.id, item);
    hide();
  };
  const answered = useEffectEvent(() => {
    const first = items[0];
    if (awaited.current && open && first) choose(first);
    awaited.current = false;
  });
  useEffect(() => {
    if (!loading) answered();
  }, [loading]);
  /** Whoever typed on until one was left meant that one, and so did who typed the whole of its name. */
  const leave = () => {
    const typed = open ? search.trim() : '';
    const named = loading ? [] : items.filter((item) => item.label === typed);
    const [only, ...others] = named.length > 0 || !takesOnly ? named : items;
    if (typed && only && others.length === 0) return choose(only);
    if (typed) onTyped?.(typed);
    return hide();
  };
  const keys = (event: KeyboardEvent) => {
    if (composing(event)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) return show();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      return setAt((was) => (items.length ? (was + step + items.length) % items.length : 0));
    }
    if (event.key === 'Enter' && open) {
      event.preventDefault();
      const item = items[at];
      // What is listed while the next answer is on its way belongs to what was typed before.
      if (loading) awaited.current = true;
      else if (item) choose(item);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      hide();
    } else if (event.key === 'Backspace' && !search && value) {
      onChange(null, null);
    }
    return undefined;
  };
  return (
    <div ref={frame} className={styles.frame}>
      <span className={classes(control.control, control.box, props.size === 'small' && control.small)}>
        {value && !open && mark}
        <input
          {...controlAttributes(props)}
          ref={input}
          role="combobox"
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && items[at] ? `${listId}-${items[at].id}` : undefined}
          autoComplete="off"
          value={open ? search : valueLabel}
          placeholder={open && valueLabel ? valueLabel : props.placeholder}
          onChange={(event) => {
            show();
            setAt(0);
            awaited.current = false;
            onSearch(event.target.value);
          }}
          onClick={show}
          onKeyDown={keys}
          // On the way down: a cell of a grid has gone before its input could be told that it was left.
          onKeyDownCapture={(event) => {
            if (event.key === 'Tab' && open && !composing(event)) leave();
          }}
          onBlur={() => {
            leave();
            props.onBlur?.();
          }}
        />
        {value && !props.disabled && (
          <button type="button" tabIndex={-1} className={styles.clear} aria-label={t('common.clear')} onPointerDown={(event) => event.preventDefault()} onClick={() => onChange(null, null)}>
            <Icon name="close" size={12} />
          </button>
        )}
        <Icon name="down" size={14} />
      </span>
      <ul ref={list} popover="manual" id={listId} role="listbox" aria-label={props.label ?? t('common.options')} className={styles.list} hidden={!open}>
        {open && items.map((item, place) => (
          // The keyboard reaches options through the input (aria-activedescendant).
          <li
            key={item.id}
            id={`${listId}-${item.id}`}
            role="option"
            aria-selected={item.id === value}
            className={classes(styles.item, place === at && styles.at)}
            onPointerDown={(event) => event.preventDefault()}
            onPointerEnter={() => setAt(place)}
            onClick={() => choose(item)}
          >
            {item.mark}
            <span className={styles.label}>{item.label}</span>
            {item.detail && <span className={styles.detail}>{item.detail}</span>}
            {item.id === value && <Icon name="check" size={14} />}
          </li>
        ))}
        {open && items.length === 0 && (
          <li role="option" aria-selected={false} aria-disabled="true" className={styles.none}>
            {loading ? t('states.loading.title') : t('common.nothingFound')}
          </li>
        )}
      </ul>
    </div>
  );
}
