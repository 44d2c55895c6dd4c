/** What came in and what did not, each refused row with its reason. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useImportProblems } from '../api/imports';
import type { FormInfo, ImportInfo } from '../api/types';
import { grouped } from '../lib/numbers';
import { Icon } from '../ui/Icon/Icon';
import { Banner, ErrorState, LoadingState } from '../ui/States/States';
import styles from './ImportPage.module.css';

export function Result({ form, job }: { form: FormInfo; job: ImportInfo }) {
  const { t } = useTranslation();
  const problems = useImportProblems(job.id, job.failed > 0);
  const list = `/apps/${form.app}/${form.key}`;
  const why = t('import.why', { count: job.failed, rows: grouped(String(job.failed)) });
  return (
    <div className={styles.page}>
      {job.state === 'failed' && <Banner tone="bad" title={t('import.failed')}>{job.problem?.detail ?? job.problem?.title ?? t('import.failedWords')}</Banner>}
      <h2>{job.file_name}</h2>
      <dl className={styles.figures}>
        <div>
          <dt>{t('import.created')}</dt>
          <dd>{grouped(String(job.created))}</dd>
        </div>
        <div>
          <dt>{t('import.refused')}</dt>
          <dd>{grouped(String(job.failed))}</dd>
        </div>
        <div>
          <dt>{t('import.all')}</dt>
          <dd>{grouped(String(job.rows))}</dd>
        </div>
      </dl>
      <div className={styles.links}>
        <Link to={list} className={styles.solid}>
          {t('import.open', { form: form.title })}
        </Link>
        <Link to={`${list}/import`} className={styles.quiet}>
          {t('import.another')}
        </Link>
        {job.failed > 0 && (
          <a href={job.problems_url ?? `/api/v1/imports/${job.id}/problems.xlsx`} download className={styles.quiet}>
            <Icon name="download" />
            {t('import.download')}
          </a>
        )}
      </div>
      {job.failed > 0 && (
        <section>
          <h3>{why}</h3>
          {problems.isPending && <LoadingState />}
          {problems.isError && <ErrorState error={problems.error} onRetry={() => void problems.refetch()} />}
          {problems.data && (
            <div className={styles.scroll} tabIndex={0} role="region" aria-label={why}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('import.row')}</th>
                    <th scope="col">{t('import.column')}</th>
                    <th scope="col">{t('import.value')}</th>
                    <th scope="col">{t('import.reason')}</th>
                  </tr>
                </thead>
                <tbody>
                  {problems.data.items.map((problem, at) => (
                    <tr key={`${problem.row}-${problem.column}-${at}`}>
                      <td className={styles.rowNumber}>{problem.row}</td>
                      <td>{problem.column ?? '—'}</td>
                      <td className={styles.samples}>{problem.value ?? '—'}</td>
                      <td>{problem.message}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
      )}
    </div>
  );
}
