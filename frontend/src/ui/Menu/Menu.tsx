/** A list of actions behind one button; arrows move, Enter acts, Escape closes. */
import type { KeyboardEvent } from 'react';
import { Icon, type IconName } from '../Icon/Icon';
import { Popover } from '../Popover/Popover';
import { Kbd } from '../Button/Button';
import { classes } from '../classes';
import styles from './Menu.module.css';

export interface MenuItem {
  key: string;
  title: string;
  icon?: IconName;
  shortcut?: string;
  danger?: boolean;
  onChoose: () => void;
}

type Trigger = Parameters<typeof Popover>[0]['trigger'];

interface Props {
  items: MenuItem[];
  label: string;
  trigger: Trigger;
  align?: 'start' | 'end';
  side?: 'below' | 'above' | 'right';
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
}

export function Menu({ items, label, trigger, align, side }: Props) {
  return (
    <Popover label={label} trigger={trigger} align={align} side={side}>
      {(close) => <MenuList items={items} label={label} onClose={close} />}
    </Popover>
  );
}

/** The list itself, where something else than a button opens it. */
export function MenuList({ items, label, onClose }: Pick<Props, 'items' | 'label'> & { onClose: () => void }) {
  return (
    <div role="menu" aria-label={label} tabIndex={-1} onKeyDown={moveFocus}>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="menuitem"
          className={classes(styles.item, item.danger && styles.danger)}
          onClick={() => {
            onClose();
            item.onChoose();
          }}
        >
          {item.icon && <Icon name={item.icon} />}
          <span className={styles.title}>{item.title}</span>
          {item.shortcut && <Kbd>{item.shortcut}</Kbd>}
        </button>
      ))}
    </div>
  );
}
