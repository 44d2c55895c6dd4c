/** What came in and what did not, each refused row with its reason; and the way back. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useImportAct, useImportProblems } from '../api/imports';
import type { FormInfo, ImportInfo } from '../api/types';
import { grouped } from '../lib/numbers';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { Icon } from '../ui/Icon/Icon';
import { Banner, ErrorState, LoadingState } from '../ui/States/States';
import styles from './ImportPage.module.css';

/** What is to be said of an end that is not the usual one. */
const notes: Partial<Record<ImportInfo['state'], string>> = { refused: 'refusedWords', cancelled: 'cancelledWords', undone: 'undoneWords' };

export function Result({ form, job }: { form: FormInfo; job: ImportInfo }) {
  const { t } = useTranslation();
  const act = useImportAct(job.id);
  const [asking, setAsking] = useState(false);
  const undone = job.state === 'undone';
  // Rows of a file and records are two numbers where several rows make one record.
  const together = job.group !== null;
  const told = undone ? job.kept : job.failed;
  const problems = useImportProblems(job.id, job.state, told > 0);
  const list = `/apps/${form.app}/${form.key}`;
  const why = t(undone ? 'import.whyKept' : 'import.why', { count: told, rows: grouped(String(told)) });
  const figures: [string, number][] = undone
    ? [[t('import.undone'), job.undone], [t('import.kept'), job.kept]]
    : [[t(together ? 'import.createdRecords' : 'import.created'), job.created], ...(job.updated > 0 ? ([[t('import.updated'), job.updated]] as [string, number][]) : []), [t(together ? 'import.refusedRows' : 'import.refused'), job.failed], [t(together ? 'import.allRows' : 'import.all'), job.rows]];
  return (
    <div className={styles.page}>
      {job.state === 'failed' && <Banner tone="bad" title={t('import.failed')}>{job.problem?.detail ?? job.problem?.title ?? t('import.failedWords')}</Banner>}
      {act.isError && <Banner tone="bad" title={t('import.notDone')}>{act.error.message}</Banner>}
      {notes[job.state] && <Banner tone={job.state === 'refused' ? 'bad' : 'info'} title={t(`import.states.${job.state}`)}>{t(`import.${notes[job.state]}`)}</Banner>}
      <h2>{job.file_name}</h2>
      <dl className={styles.figures}>
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{grouped(String(figure))}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.links}>
        <Link to={list} className={styles.solid}>
          {t('import.open', { form: form.title })}
        </Link>
        <Link to={`${list}/import`} className={styles.quiet}>
          {t('import.another')}
        </Link>
        {job.problems_url && (
          <a href={job.problems_url} download className={styles.quiet}>
            <Icon name="download" />
            {t('import.download')}
          </a>
        )}
        {job.undoable && (
          <Button variant="danger" icon="undo" onClick={() => setAsking(true)}>
            {t('import.undo')}
          </Button>
        )}
      </div>
      {job.problems_url && <p className={styles.note}>{t('import.roundTrip')}</p>}
      {asking && (
        <Dialog
          title={t('import.undoTitle')}
          onClose={() => setAsking(false)}
          foot={
            <>
              <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
              <Button variant="danger" busy={act.isPending} onClick={() => act.mutate('undo', { onSettled: () => setAsking(false) })}>
                {t('import.undo')}
              </Button>
            </>
          }
        >
          <p>{t('import.undoWords', { rows: grouped(String(job.created + job.updated)) })}</p>
        </Dialog>
      )}
      {told > 0 && (
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
                      <td className={styles.column}>{problem.column || '—'}</td>
                      <td className={styles.samples}>{problem.value || '—'}</td>
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
