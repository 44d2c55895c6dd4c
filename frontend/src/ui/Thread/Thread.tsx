/** The thread: anything that moves through time. Round knot = step, square knot = deadline; filled = done, ringed = now, hollow = to come. */
import { classes } from '../classes';
import { Icon, type IconName } from '../Icon/Icon';
import styles from './Thread.module.css';

export interface Knot {
  key: string;
  title: string;
  lines?: string[];
  /** Passed: a deadline that was not needed. */
  state: 'done' | 'now' | 'coming' | 'incident' | 'passed';
  kind?: 'step' | 'deadline';
  icon?: IconName;
}

/** The way has not led there. */
const ahead = ({ state }: Knot) => state === 'coming' || state === 'passed';

/** `stateWords` are read out, since shape and fill alone say nothing to a screen reader. */
export function Thread({ knots, label, stateWords }: { knots: Knot[]; label: string; stateWords: Record<Knot['state'], string> }) {
  return (
    <div className={styles.frame}>
    <ol className={styles.thread} aria-label={label} tabIndex={knots.length > 6 ? 0 : undefined}>
      {knots.map((knot, at) => {
        const next = knots[at + 1];
        const line = next && (ahead(next) ? (ahead(knot) ? 'ahead' : 'waiting') : 'travelled');
        return (
          <li
            key={knot.key}
            className={classes(styles.step, styles[knot.state], knot.kind === 'deadline' && styles.deadline, line && styles[line])}
            aria-current={knot.state === 'now' ? 'step' : undefined}
          >
            <i className={styles.knot} aria-hidden="true" />
            <b>
              {knot.icon && (
                <>
                  <Icon name={knot.icon} size={12} />{' '}
                </>
              )}
              {knot.title}
              <span className="visually-hidden"> {stateWords[knot.state]}</span>
            </b>
            {knot.lines?.filter(Boolean).map((text) => (
              <span key={text} className={styles.line}>
                {text}
              </span>
            ))}
          </li>
        );
      })}
    </ol>
    </div>
  );
}
