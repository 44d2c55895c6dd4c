/** One's own imports into the form, newest first. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import type { FormInfo, ImportSummary } from '../api/types';
import { grouped } from '../lib/numbers';
import { momentText } from '../lib/time';
import styles from './ImportPage.module.css';

export function Earlier({ form, imports }: { form: FormInfo; imports: ImportSummary[] }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3>{t('import.earlier')}</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('import.earlier')}>
        <table className={styles.table}>
          <tbody>
            {imports.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Link to={`/apps/${form.app}/${form.key}/import/${one.id}`}>{one.file_name}</Link>
                </th>
                <td>{momentText(one.at)}</td>
                <td>{t(`import.states.${one.state}`)}</td>
                <td className={styles.figure}>{t('import.rows', { rows: grouped(String(one.created + one.updated)) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
