/** Tabs over a region; which one is open belongs to the URL, so the page holds the state. */
import type { KeyboardEvent, ReactNode } from 'react';
import { grouped } from '../../lib/numbers';
import { classes } from '../classes';
import { Icon, type IconName } from '../Icon/Icon';
import styles from './Tabs.module.css';

export interface Tab {
  key: string;
  title: string;
  count?: number | null;
  icon?: IconName;
  /** Stands after the title: what the tab wants told. */
  aside?: ReactNode;
}

interface Props {
  tabs: Tab[];
  value: string;
  onChange: (key: string) => void;
  label: string;
  /** id of the region the tabs govern. */
  panel: string;
}

export function Tabs({ tabs, value, onChange, label, panel }: Props) {
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = tabs.findIndex((tab) => tab.key === value);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next) onChange(next.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${next?.key}"]`)?.focus();
  };
  return (
    <div role="tablist" aria-label={label} tabIndex={-1} className={styles.tabs} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          data-key={tab.key}
          aria-selected={tab.key === value}
          aria-controls={panel}
          tabIndex={tab.key === value ? 0 : -1}
          className={classes(styles.tab, tab.key === value && styles.on)}
          onClick={() => onChange(tab.key)}
        >
          {tab.icon && <Icon name={tab.icon} />}
          {tab.title}
          {tab.count !== undefined && tab.count !== null && <span>{grouped(String(tab.count))}</span>}
          {tab.aside}
        </button>
      ))}
    </div>
  );
}
