/** Why rows will not come in: each reason once, with how many rows it keeps out. */
import { useTranslation } from '../i18n/useTranslation';
import type { ImportPreview } from '../api/types';
import { grouped } from '../lib/numbers';
import styles from './ImportPage.module.css';

export function Reasons({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation();
  if (preview.reasons.length === 0) return null;
  return (
    <section>
      <h3>{t('import.reasons', { count: preview.refused, rows: grouped(String(preview.refused)) })}</h3>
      <ul className={styles.reasons}>
        {preview.reasons.map(({ reason, count }) => (
          <li key={reason}>
            <span>{reason}</span>
            <span className={styles.count}>{t('import.reasonRows', { count, rows: grouped(String(count)) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
