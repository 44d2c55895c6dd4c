/** A spreadsheet becomes records: drop the file, look at what would be done to it, run, and see by name what it could
 * not take. A phone only watches. */
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate, useParams } from 'react-router';
import { useImport, useImports, useStartDraft } from '../api/imports';
import { useForm } from '../api/records';
import type { AppInfo, FormInfo, ImportInfo } from '../api/types';
import { Sheet } from '../desk/Sheet';
import { Button } from '../ui/Button/Button';
import { FileDrop } from '../ui/FileDrop/FileDrop';
import { Banner, ClosedState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Draft } from './Draft';
import { Earlier } from './Earlier';
import { Result } from './Result';
import { Working } from './Working';
import styles from './ImportPage.module.css';

export function ImportPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { form: key = '', import: id = '' } = useParams();
  const form = useForm(app.key, key);
  const title = form.data ? t('import.title', { form: form.data.title }) : t('records.import');
  const back = () => void navigate(`/apps/${app.key}/${key}`);
  return (
    <Sheet title={title} lead={<Button variant="quiet" icon="left" label={t('common.back')} onClick={back} />} scrolls>
      {form.isPending && (
        <LoadingState>
          <Skeleton rows={5} />
        </LoadingState>
      )}
      {form.isError && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {form.data && !form.data.may.import && <ClosedState />}
      {form.data?.may.import && (id ? <Running key={id} form={form.data} id={id} /> : <Dropping form={form.data} />)}
    </Sheet>
  );
}

function Dropping({ form }: { form: FormInfo }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const draft = useStartDraft(form.app, form.key);
  const earlier = useImports(form.app, form.key);
  const send = ([file]: File[]) => {
    if (file) draft.mutate(file, { onSuccess: (made) => void navigate(`/apps/${form.app}/${form.key}/import/${made.id}`) });
  };
  return (
    <div className={styles.page}>
      {draft.isError && <Banner tone="bad" title={t('import.unread')}>{draft.error.message}</Banner>}
      <FileDrop title={draft.isPending ? t('import.reading') : t('import.drop')} hint={t('import.dropHint')} accept=".xlsx,.xls,.csv,.tsv,.txt" busy={draft.isPending} onFiles={send} />
      <p className={styles.note}>{t('import.note')}</p>
      {earlier.data && earlier.data.items.length > 0 && <Earlier form={form} imports={earlier.data.items} />}
    </div>
  );
}

function Running({ form, id }: { form: FormInfo; id: string }) {
  const job = useImport(id);
  if (job.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={6} />
      </LoadingState>
    );
  }
  if (job.isError) return <ErrorState error={job.error} onRetry={() => void job.refetch()} />;
  return <Phase form={form} job={job.data} />;
}

function Phase({ form, job }: { form: FormInfo; job: ImportInfo }) {
  switch (job.state) {
    case 'draft':
      return <Draft form={form} job={job} />;
    case 'matching':
    case 'checking':
    case 'running':
    case 'paused':
    case 'undoing':
      return <Working job={job} />;
    default:
      return <Result form={form} job={job} />;
  }
}
