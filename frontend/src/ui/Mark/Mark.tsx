/** Loomwork's own mark. */
import styles from './Mark.module.css';

export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 30 30" aria-hidden="true">
      <path className={styles.warp} d="M10 3v24M20 3v24" />
      <path className={styles.weft} d="M3 10h4M13 10h14M3 20h14M23 20h4" />
    </svg>
  );
}
