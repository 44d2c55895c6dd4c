/** How far a record has come: dashes and the stage's name in a cell, bars with all names in a drawer. */
import { Icon } from '../Icon/Icon';
import { classes } from '../classes';
import styles from './Stage.module.css';

interface Props {
  stages: { key: string; title: string }[];
  value: string | null;
  /** What is missing; the record is then grey with a lock. */
  blocked?: string;
}

export function Stage({ stages, value, blocked }: Props) {
  const at = stages.findIndex((stage) => stage.key === value);
  const lit = at < 0 ? 0 : Math.max(1, Math.round(((at + 1) / stages.length) * 5));
  return (
    <span className={classes(styles.stage, blocked && styles.blocked)} title={blocked}>
      <span className={styles.dashes} aria-hidden="true">
        {[0, 1, 2, 3, 4].map((place) => (
          <i key={place} className={place < lit ? styles.lit : undefined} />
        ))}
      </span>
      {blocked && <Icon name="lock" size={12} />}
      <span className={styles.name}>{stages[at]?.title ?? '—'}</span>
    </span>
  );
}

export function StageBar({ stages, value }: Props) {
  const at = stages.findIndex((stage) => stage.key === value);
  return (
    <ol className={styles.bar}>
      {stages.map((stage, place) => (
        <li key={stage.key} className={classes(place <= at && styles.passed, place === at && styles.here)} aria-current={place === at ? 'step' : undefined}>
          {stage.title}
        </li>
      ))}
    </ol>
  );
}
