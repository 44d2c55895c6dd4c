/** A value that is not there: a dash, so that an empty cell is not taken for one still loading. */
import styles from './parts.module.css';

export function Missing() {
  return <span className={styles.missing}>—</span>;
}
