/** "3/8" with a bar beside it. */
import { useTranslation } from '../../../i18n/useTranslation';
import { classes } from '../../../ui/classes';
import styles from './checklist.module.css';

export function Ratio({ done, total }: { done: number; total: number }) {
  const { t } = useTranslation();
  return (
    <span className={classes(styles.ratio, done === total && styles.complete)} title={t('checklist.progress', { done, total })}>
      <span className={styles.track} aria-hidden="true">
        <i style={{ width: `${total ? (done / total) * 100 : 0}%` }} />
      </span>
      <span>
        {done}/{total}
      </span>
    </span>
  );
}
