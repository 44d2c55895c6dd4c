/** A number in a table that opens the list behind it. */
import { useTranslation } from '../../i18n/useTranslation';
import styles from './Running.module.css';

export function Count({ value, label, bad, onOpen }: { value: number; label: string; bad?: boolean; onOpen: () => void }) {
  const { i18n } = useTranslation();
  return (
    <td className={styles.number}>
      {value > 0 ? (
        <button type="button" className={bad ? `${styles.name} ${styles.bad}` : styles.name} aria-label={`${label} ${value}`} onClick={onOpen}>
          {value.toLocaleString(i18n.language)}
        </button>
      ) : (
        <span className={styles.note}>0</span>
      )}
    </td>
  );
}
