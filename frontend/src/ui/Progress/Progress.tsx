/** How far a long operation is: bar and figure. Unknown totals show a bar that says so. */
import styles from './Progress.module.css';

export function Progress({ done, total, label }: { done: number; total: number | null; label: string }) {
  const known = total !== null && total > 0;
  const percent = known ? Math.min(100, Math.round((done / total) * 100)) : null;
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <span>{label}</span>
        {percent !== null && <span>{percent}%</span>}
      </div>
      <div className={styles.track} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent ?? undefined}>
        <i className={percent === null ? styles.unknown : styles.known} style={percent === null ? undefined : { width: `${percent}%` }} />
      </div>
    </div>
  );
}
