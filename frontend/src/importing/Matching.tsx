/** The file's columns with samples, each matched to a field of the form, or to several; several may fill one. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { ImportColumn, ImportInfo, ImportWish } from '../api/types';
import { listed } from '../lib/listed';
import { classes } from '../ui/classes';
import { Button } from '../ui/Button/Button';
import { Select } from '../ui/Select/Select';
import { shared, targetsOf, withField } from './targets';
import styles from './ImportPage.module.css';

interface Props {
  job: ImportInfo;
  onColumns: (columns: ImportColumn[]) => void;
  onOptions: (options: NonNullable<ImportWish['options']>) => void;
}

export function Matching({ job, onColumns, onOptions }: Props) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState<string | null>(null);
  const titleOf = (key: string) => job.targets.find((target) => target.field === key)?.title ?? key;
  const choose = (column: ImportColumn, at: number, field: string | null) => {
    setAdding(null);
    if (field !== null || at < targetsOf(column).length) onColumns(withField(job.columns, column.name, at, field));
  };
  return (
    <section>
      <h3>{t('import.matching')}</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('import.matching')}>
        <table className={classes(styles.table, styles.stacked)}>
          <thead>
            <tr>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.samples')}</th>
              <th scope="col">{t('import.field')}</th>
              <th scope="col">{t('import.matchedBy')}</th>
            </tr>
          </thead>
          <tbody>
            {job.columns.map((column) => {
              const targets = targetsOf(column);
              const own = new Set(targets.map((target) => target.field));
              const picker = (at: number, value: string | null) => (
                <Select
                  label={t(at === 0 ? 'import.fieldOf' : 'import.alsoOf', { column: column.name })}
                  empty={at === 0 && targets.length === 1 ? t('import.leave') : t('import.notThere')}
                  value={value}
                  onChange={(field) => choose(column, at, field)}
                  options={job.targets.map(({ field, title }) => ({ value: field, label: title, disabled: own.has(field) && value !== field }))}
                />
              );
              return (
                <tr key={column.name}>
                  <th scope="row">{column.name}</th>
                  <td className={styles.samples}>{listed(column.samples.slice(0, 3)) || '—'}</td>
                  <td className={styles.choose}>
                    <span className={styles.targets}>
                      {targets.map((target, at) => (
                        <span key={at}>{picker(at, target.field)}</span>
                      ))}
                      {adding === column.name && <span>{picker(targets.length, null)}</span>}
                      {column.field && adding !== column.name && (
                        <Button size="small" variant="quiet" icon="plus" label={t('import.alsoFor', { column: column.name })} title={t('import.also')} onClick={() => setAdding(column.name)} />
                      )}
                    </span>
                  </td>
                  <td className={styles.quietCell}>{[...new Set(targets.flatMap((target) => (target.field && target.by ? [t(`import.by.${target.by}`)] : [])))].join(' · ')}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {shared(job.columns).map(([field, names]) => (
        <label key={field} className={styles.pick}>
          {t('import.shared', { columns: listed(names), field: titleOf(field) })}
          <Select
            label={t('import.shared', { columns: listed(names), field: titleOf(field) })}
            size="small"
            value={job.options.joined.includes(field) ? 'joined' : 'first'}
            onChange={(how) => onOptions({ joined: [...job.options.joined.filter((one) => one !== field), ...(how === 'joined' ? [field] : [])] })}
            options={(['first', 'joined'] as const).map((how) => ({ value: how, label: t(`import.together.${how}`) }))}
          />
        </label>
      ))}
    </section>
  );
}
