/** A verdict by shape and words: tick, triangle with !, diamond with ×, dash. Never by colour alone. */
import type { ReactNode } from 'react';
import { classes } from '../classes';
import styles from './Verdict.module.css';

export type VerdictKind = 'good' | 'warning' | 'bad' | 'none';

const outlines: Record<VerdictKind, { ground: string; sign: string }> = {
  good: { ground: 'M1 8a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z', sign: 'M4.8 8.3l2.200 2.200 4.200-4.700' },
  warning: { ground: 'M8 1l7.200 13.500H.8z', sign: 'M8 6v4M8 12v.8' },
  bad: { ground: 'M8 .5L15.500 8 8 15.500.5 8z', sign: 'M5.600 5.600l4.800 4.800M10.400 5.600l-4.800 4.800' },
  none: { ground: '', sign: 'M3 8h10' },
};

export function VerdictMark({ kind }: { kind: VerdictKind }) {
  return (
    <svg className={classes(styles.mark, styles[kind])} viewBox="0 0 16 16" aria-hidden="true">
      <path className={styles.ground} d={outlines[kind].ground} />
      <path className={styles.sign} d={outlines[kind].sign} />
    </svg>
  );
}

/** The mark alone, its words for the pointer and for screen readers. */
export function JudgedMark({ kind, words }: { kind: VerdictKind; words: string }) {
  return (
    <span title={words}>
      <VerdictMark kind={kind} />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

export function Verdict({ kind, children }: { kind: VerdictKind; children: ReactNode }) {
  return (
    <span className={classes(styles.verdict, styles[kind])}>
      <VerdictMark kind={kind} />
      {children}
    </span>
  );
}
