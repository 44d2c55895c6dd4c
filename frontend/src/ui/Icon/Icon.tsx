/** An icon of the set. It is decoration: the words beside it, or the button's label, say what it means. */
import { shapes } from './shapes';
import styles from './Icon.module.css';

export type IconName = keyof typeof shapes;

export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg className={className ? `${styles.icon} ${className}` : styles.icon} width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
