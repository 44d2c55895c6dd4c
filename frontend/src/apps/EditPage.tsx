/** A new record or an existing one being changed, on a page of its own. */
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useChangeRecord, useCreateRecord, useForm, useRecord } from '../api/records';
import { useNow } from '../api/session';
import type { AppInfo, FormInfo, RecordItem } from '../api/types';
import { useSignedIn } from '../desk/session';
import { Sheet } from '../desk/Sheet';
import { useToasts } from '../desk/toasts';
import { draftKey } from '../form/drafts';
import { RecordForm } from '../form/RecordForm';
import { Button } from '../ui/Button/Button';
import { ClosedState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { titleOf } from './Value';
import styles from './EditPage.module.css';

export function EditPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { form: key = '', record: id = '' } = useParams();
  const form = useForm(app.key, key);
  const record = useRecord(app.key, key, id);
  const failed = form.error ?? (id ? record.error : null);
  if (failed) {
    return (
      <Sheet title={app.title}>
        <ErrorState error={failed} onRetry={() => void Promise.all([form.refetch(), id ? record.refetch() : null])} />
      </Sheet>
    );
  }
  if (!form.data || (id && !record.data)) {
    return (
      <Sheet title={app.title}>
        <LoadingState>
          <Skeleton rows={8} line={56} />
        </LoadingState>
      </Sheet>
    );
  }
  const allowed = id ? form.data.may.change : form.data.may.create;
  if (!allowed) {
    return (
      <Sheet title={form.data.title}>
        <ClosedState />
      </Sheet>
    );
  }
  const title = record.data && id ? t('records.editOne', { title: titleOf(form.data, record.data) }) : t('records.newOne', { form: form.data.title });
  return <Paper key={id} title={title} app={app.key} form={form.data} record={id ? record.data : undefined} />;
}

function Paper({ title, app, form, record }: { title: string; app: string; form: FormInfo; record: RecordItem | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { person } = useSignedIn();
  const now = useNow();
  const create = useCreateRecord(app, form.key);
  const change = useChangeRecord(app, form.key);
  const show = useToasts((store) => store.show);
  const list = `/apps/${app}/${form.key}`;
  const back = () => void navigate(record ? `${list}/${record.id}` : list);
  return (
    <Sheet title={title} lead={<Button variant="quiet" icon="left" label={t('common.back')} onClick={back} />}>
      <div className={styles.desk}>
        <div className={styles.paper}>
          <RecordForm<RecordItem>
            form={form}
            values={record?.values}
            labels={record?.labels}
            revision={record?.revision}
            draft={draftKey(person.id, app, form.key, record?.id ?? 'new')}
            now={now}
            autoFocus
            submitLabel={t(record ? 'records.save' : 'records.submit')}
            onCancel={back}
            send={(values, { once, revision }) => (record && revision !== null ? change.mutateAsync({ id: record.id, revision, values }) : create.mutateAsync({ values, once }))}
            onSent={(saved) => {
              show(t(record ? 'records.saved' : 'records.created', { title: titleOf(form, saved) }));
              void navigate(`${list}/${saved.id}`, { replace: true });
            }}
          />
        </div>
      </div>
    </Sheet>
  );
}
