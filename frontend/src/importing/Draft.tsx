/** Before anything is imported: the file, its columns, what would be done to the cells, whom names mean, and how. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useImportPreview, useRunImport, useSetUp } from '../api/imports';
import type { FormInfo, ImportColumn, ImportInfo, PreviewColumn } from '../api/types';
import { listed } from '../lib/listed';
import { grouped } from '../lib/numbers';
import { momentText } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { Progress } from '../ui/Progress/Progress';
import { Banner, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Verdict } from '../ui/Verdict/Verdict';
import { Cleanings } from './Cleanings';
import { FileHead } from './FileHead';
import { How } from './How';
import { Matching } from './Matching';
import { NamesTable } from './NamesTable';
import { Reasons } from './Reasons';
import { targetsOf, wishes, withPart, type TargetPart } from './targets';
import styles from './ImportPage.module.css';

export function Draft({ form, job }: { form: FormInfo; job: ImportInfo }) {
  const { t } = useTranslation();
  const setUp = useSetUp(job.id);
  const run = useRunImport(job.id);
  const preview = useImportPreview(job);
  const [again, setAgain] = useState(false);
  // A column of lines fills their field, too.
  const taken = new Set(job.columns.flatMap(targetsOf).flatMap(({ field }) => (field ? [field, field.split('.')[0]] : [])));
  const updates = job.options.mode === 'update';
  const missing = updates ? [] : form.fields.filter((field) => field.access === 'write' && field.required && !taken.has(field.key) && (field.default === null || field.default === undefined));
  const setColumns = (columns: ImportColumn[]) => setUp.mutate({ columns: wishes(columns) });
  const change = (column: PreviewColumn, part: TargetPart) => setColumns(withPart(job.columns, column.columns, column.field, part));
  const failure = setUp.error ?? run.error;
  // What is not certain yet is not promised: all rows go in, as far as they can.
  const certain = preview.data?.complete && !preview.isPlaceholderData && !job.options.all_or_nothing && missing.length === 0;
  const coming = certain && preview.data ? preview.data.ready : job.rows;
  return (
    <>
      <div className={styles.page}>
        <FileHead job={job} onChange={(wish) => setUp.mutate(wish)} />
        {failure && <Banner tone="bad" title={t('import.notDone')}>{failure.message}</Banner>}
        {job.earlier && (
          <Banner tone="warning" title={t('import.repeated', { at: momentText(job.earlier.at), file: job.earlier.file_name })}>
            <span className={styles.repeated}>
              {job.earlier.id && <Link to={`/apps/${form.app}/${form.key}/import/${job.earlier.id}`}>{t('import.seeEarlier')}</Link>}
              <Checkbox checked={again} onChange={setAgain}>
              {t('import.again')}
            </Checkbox>
            </span>
          </Banner>
        )}
        <Matching job={job} onColumns={setColumns} onOptions={(options) => setUp.mutate({ options })} />
        {preview.isPending && (
          <LoadingState>
            <Skeleton rows={4} />
          </LoadingState>
        )}
        {preview.isError && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
        {preview.data && (
          <>
            {!preview.data.complete && <Progress done={preview.data.looked_at} total={job.rows} label={t('import.lookedAt', { done: grouped(String(preview.data.looked_at)), rows: grouped(String(job.rows)) })} />}
            <Cleanings job={job} preview={preview.data} onChange={change} />
            {preview.data.columns.map((column) => column.names && <NamesTable key={column.field} job={job} column={column} names={column.names} complete={preview.data.complete && !preview.isPlaceholderData} onChange={change} />)}
          </>
        )}
        {preview.data && missing.length === 0 && <Reasons preview={preview.data} />}
        <How form={form} job={job} onChange={(options) => setUp.mutate({ options })} />
      </div>
      <footer className={styles.foot}>
        <span className={styles.grow} aria-live="polite">
          {missing.length > 0 && <Verdict kind="warning">{t('import.missing', { fields: listed(missing.map((field) => field.title)) })}</Verdict>}
          {missing.length === 0 && preview.data && (
            <Verdict kind={preview.data.refused > 0 ? 'warning' : 'good'}>
              {t(job.group !== null ? (preview.data.complete ? 'import.readyTogether' : 'import.readyTogetherOfFirst') : !preview.data.complete ? 'import.readyOfFirst' : 'import.ready', {
                records: grouped(String(preview.data.records)),
                ready: grouped(String(preview.data.ready)),
                refused: grouped(String(preview.data.refused)),
                rows: grouped(String(preview.data.looked_at)),
              })}
            </Verdict>
          )}
        </span>
        <Button variant="solid" icon="download" busy={run.isPending} disabled={taken.size === 0 || (job.earlier !== null && !again)} onClick={() => run.mutate(again)}>
          {/* Rows none of which can be saved still come back as a file that says why. */}
          {coming === 0 ? t('import.explain') : t('import.start', { rows: grouped(String(coming)) })}
        </Button>
      </footer>
    </>
  );
}
