/** A number in a table that opens the list behind it, and the heads such numbers stand below. */
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

/** The heads above the two numbers of a workflow, and of a step. */
export function CountHeads() {
  const { t } = useTranslation();
  return (['waiting', 'incident'] as const).map((key) => (
    <th key={key} scope="col" className={styles.number}>
      {t(`running.${key}`)}
    </th>
  ));
}
