/** A figure as a bar from zero, with its target as a mark: how far it is, without a gauge. */
import styles from './parts.module.css';

export function Bullet({ value, target, most }: { value: string | null; target?: string | null; most: number }) {
  const part = (text: string | null | undefined) => Math.max(0, Math.min(100, (100 * Number(text ?? 0)) / (most || 1)));
  return (
    <svg className={styles.bullet} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {target !== undefined && <rect className={styles.track} width="100" height="10" />}
      {value !== null && <rect className={styles.bar} y="2" width={part(value)} height="6" />}
      {target && <path className={styles.aim} d={`M${part(target)} 0V10`} />}
    </svg>
  );
}
