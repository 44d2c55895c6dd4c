/** A word on a pale ground, 20 px high: a verdict by `tone`, or an option by `hue` (1 to 10). */
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../Icon/Icon';
import { classes } from '../classes';
import styles from './Tag.module.css';

interface Props {
  children: ReactNode;
  tone?: 'plain' | 'indigo' | 'good' | 'warning' | 'bad' | 'simulated' | 'line';
  hue?: number;
  icon?: IconName;
}

export function Tag({ children, tone = 'plain', hue, icon }: Props) {
  const colors = hue ? { background: `var(--lw-hue-bg-${hue})`, color: `var(--lw-hue-ink-${hue})` } : undefined;
  return (
    <span className={classes(styles.tag, !hue && styles[tone])} style={colors}>
      {icon && <Icon name={icon} size={12} />}
      <span className={styles.words}>{children}</span>
    </span>
  );
}

/** The hue an option gets when its definition names none: by its place in the list. */
export function hueOf(place: number): number {
  return (((place % 10) + 10) % 10) + 1;
}
