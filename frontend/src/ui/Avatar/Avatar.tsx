/** A person as a round ground with the last character of the name, or two where there is room; the ground follows from the name. */
import { classes } from '../classes';
import styles from './Avatar.module.css';

function toneOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return (sum % 5) + 1;
}

function letters(name: string, large: boolean): string {
  const trimmed = name.trim();
  if (/^[\x20-\x7e]+$/.test(trimmed)) {
    const words = trimmed.split(/\s+/);
    return words.slice(0, 2).map((word) => word[0]?.toUpperCase() ?? '').join('') || '?';
  }
  return trimmed.slice(large ? -2 : -1);
}

export function Avatar({ name, size = 24 }: { name: string; size?: 20 | 24 | 32 }) {
  return (
    <span className={classes(styles.avatar, styles[`s${size}`])} style={{ background: `var(--lw-avatar-${toneOf(name)})` }} aria-hidden="true">
      {letters(name, size === 32)}
    </span>
  );
}

/** Avatar and name on one line, as member cells show them. */
export function Person({ name, size = 20 }: { name: string; size?: 20 | 24 }) {
  return (
    <span className={styles.person}>
      <Avatar name={name} size={size} />
      <span className={styles.name}>{name}</span>
    </span>
  );
}
