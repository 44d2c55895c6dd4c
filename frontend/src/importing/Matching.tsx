/** The file's columns with samples, each matched to a field of the form. */
import { useTranslation } from 'react-i18next';
import type { FormInfo, ImportColumn, ImportInfo } from '../api/types';
import { Select } from '../ui/Select/Select';
import styles from './ImportPage.module.css';

interface Props {
  form: FormInfo;
  job: ImportInfo;
  onChange: (name: string, part: Partial<ImportColumn>) => void;
}

export function Matching({ form, job, onChange }: Props) {
  const { t } = useTranslation();
  const fields = form.fields.filter((field) => field.access === 'write');
  const taken = new Set(job.columns.map((column) => column.field));
  return (
    <section>
      <h3>{t('import.matching')}</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('import.matching')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.samples')}</th>
              <th scope="col">{t('import.field')}</th>
              <th scope="col">{t('import.matchedBy')}</th>
            </tr>
          </thead>
          <tbody>
            {job.columns.map((column) => (
              <tr key={column.name}>
                <th scope="row">{column.name}</th>
                <td className={styles.samples}>{column.samples.slice(0, 3).join('、') || '—'}</td>
                <td className={styles.choose}>
                  <Select
                    label={t('import.fieldOf', { column: column.name })}
                    empty={t('import.leave')}
                    value={column.field}
                    onChange={(field) => onChange(column.name, { field })}
                    options={fields.map((field) => ({ value: field.key, label: field.title, disabled: taken.has(field.key) && column.field !== field.key }))}
                  />
                </td>
                <td className={styles.quietCell}>{column.field && column.by ? t(`import.by.${column.by}`) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
