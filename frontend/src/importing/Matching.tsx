/** The file's columns with samples, each matched to a field of the form; then the run starts. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRunImport } from '../api/imports';
import type { FormInfo, ImportInfo } from '../api/types';
import { grouped } from '../lib/numbers';
import { Button } from '../ui/Button/Button';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { Select } from '../ui/Select/Select';
import { Banner } from '../ui/States/States';
import { Verdict } from '../ui/Verdict/Verdict';
import styles from './ImportPage.module.css';

export function Matching({ form, job }: { form: FormInfo; job: ImportInfo }) {
  const { t } = useTranslation();
  const run = useRunImport(job.id);
  const [matched, setMatched] = useState<Record<string, string | null>>(() => Object.fromEntries(job.columns.map((column) => [column.name, column.field])));
  const [workflows, setWorkflows] = useState(job.options.workflows === 'yes');
  const fields = form.fields.filter((field) => field.access === 'write');
  const taken = new Set(Object.values(matched).filter(Boolean));
  const missing = fields.filter((field) => field.required && !taken.has(field.key) && (field.default === null || field.default === undefined));
  const none = taken.size === 0;
  const start = () => run.mutate({ columns: job.columns.map(({ name }) => ({ name, field: matched[name] ?? null })), options: { workflows: workflows ? 'yes' : 'no' } });
  return (
    <>
      <div className={styles.page}>
        <h2>
          {job.file_name} <small>{t('import.rows', { rows: grouped(String(job.rows)) })}</small>
        </h2>
        {run.isError && <Banner tone="bad" title={t('import.notStarted')}>{run.error.message}</Banner>}
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('import.matching')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('import.column')}</th>
                <th scope="col">{t('import.samples')}</th>
                <th scope="col">{t('import.field')}</th>
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
                      value={matched[column.name] ?? null}
                      onChange={(field) => setMatched({ ...matched, [column.name]: field })}
                      options={fields.map((field) => ({ value: field.key, label: field.title, disabled: taken.has(field.key) && matched[column.name] !== field.key }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Checkbox checked={workflows} onChange={setWorkflows}>
          {t('import.workflows')}
          <small className={styles.hint}>{t('import.workflowsHint')}</small>
        </Checkbox>
      </div>
      <footer className={styles.foot}>
        <span className={styles.grow}>
          {missing.length > 0 && <Verdict kind="warning">{t('import.missing', { fields: missing.map((field) => field.title).join('、') })}</Verdict>}
        </span>
        <Button variant="solid" icon="download" busy={run.isPending} disabled={none} onClick={start}>
          {t('import.start', { rows: grouped(String(job.rows)) })}
        </Button>
      </footer>
    </>
  );
}
