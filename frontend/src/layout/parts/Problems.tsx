/** How many problems are told inside something that is out of sight. */
import { useTranslation } from '../../i18n/useTranslation';
import styles from './layout.module.css';

export function Problems({ count }: { count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <span className={styles.problems}>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{t('form.layout.problems', { count })}</span>
    </span>
  );
}
