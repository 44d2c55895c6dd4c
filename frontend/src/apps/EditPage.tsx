/** A new record or an existing one being changed, on a page of its own. */
import { useBeginning } from '../api/checks';
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useChangeRecord, useCreateRecord, useForm, useRecord } from '../api/records';
import { useNow } from '../api/session';
import type { AppInfo, FormInfo, RecordItem } from '../api/types';
import { useSignedIn } from '../desk/session';
import { Sheet } from '../desk/Sheet';
import { useToasts } from '../desk/toasts';
import { draftKey } from '../form/drafts';
import { lastKey } from '../form/lastValues';
import { RecordForm } from '../form/RecordForm';
import { timeOf } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { ClosedState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { copiedValues } from './copying';
import { HeldNotes } from './HeldNotes';
import { neighbour } from './neighbours';
import { titleOf } from './Value';
import styles from './EditPage.module.css';

export function EditPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { form: key = '', record: changed = '' } = useParams();
  const [search] = useSearchParams();
  // A new record may be made after another.
  const pattern = changed ? '' : (search.get('from') ?? '');
  const id = changed || pattern;
  const form = useForm(app.key, key);
  const record = useRecord(app.key, key, id);
  // Without it the form still opens, empty.
  const beginning = useBeginning(app.key, id ? undefined : form.data);
  // What is here already stays: an input must not go because a later look at the server failed.
  const failed = (form.data ? null : form.error) ?? (id && !record.data ? record.error : null);
  if (failed) {
    return (
      <Sheet title={app.title}>
        <ErrorState error={failed} onRetry={() => void Promise.all([form.refetch(), id ? record.refetch() : null])} />
      </Sheet>
    );
  }
  if (!form.data || (id && !record.data) || (!id && beginning.isLoading)) {
    return (
      <Sheet title={app.title}>
        <LoadingState>
          <Skeleton rows={8} line={56} />
        </LoadingState>
      </Sheet>
    );
  }
  const allowed = changed ? form.data.may.change : form.data.may.create;
  if (!allowed) {
    return (
      <Sheet title={form.data.title}>
        <ClosedState />
      </Sheet>
    );
  }
  const title = record.data && changed ? t('records.editOne', { title: titleOf(form.data, record.data) }) : t('records.newOne', { form: form.data.title });
  return <Paper key={id} title={title} app={app.key} form={form.data} record={changed ? record.data : undefined} pattern={pattern ? record.data : undefined} beginning={beginning.data} />;
}

interface PaperProps {
  title: string;
  app: string;
  form: FormInfo;
  /** The record that is changed; absent for a new one. */
  record?: RecordItem;
  /** The record a new one is made after. */
  pattern?: RecordItem;
  /** What a new record begins with. */
  beginning?: Pick<RecordItem, 'values' | 'labels'>;
}

function Paper({ title, app, form, record, pattern, beginning }: PaperProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { person } = useSignedIn();
  const now = useNow();
  const create = useCreateRecord(app, form.key);
  const change = useChangeRecord(app, form.key);
  const show = useToasts((store) => store.show);
  const list = `/apps/${app}/${form.key}`;
  const [keptAt, setKeptAt] = useState<string | null>(null);
  const next = record && neighbour(app, form.key, record.id, 1);
  const back = () => void navigate(record ? `${list}/${record.id}` : list);
  return (
    <Sheet title={title} note={keptAt && <span className={styles.kept}>{t('form.draft.kept', { time: timeOf(keptAt) })}</span>} lead={<Button variant="quiet" icon="left" label={t('common.back')} onClick={back} />}>
      <div className={styles.desk}>
        <div className={styles.paper}>
          {record && <HeldNotes app={app} form={form.key} record={record.id} />}
          <RecordForm<RecordItem>
            form={form}
            values={pattern ? copiedValues(form, pattern) : (record ?? beginning)?.values}
            labels={(record ?? pattern ?? beginning)?.labels}
            record={record?.id}
            revision={record?.revision}
            draft={draftKey(person.id, app, form.key, record?.id ?? (pattern ? `copy:${pattern.id}` : 'new'))}
            last={record ? undefined : lastKey(person.id, app, form.key)}
            now={now}
            autoFocus
            onKept={setKeptAt}
            submitLabel={t(record ? 'records.save' : 'records.submit')}
            onCancel={back}
            send={(values, { once, revision, confirmed }) => (record && revision !== null ? change.mutateAsync({ id: record.id, revision, values, confirmed }) : create.mutateAsync({ values, once, confirmed }))}
            another={record ? (next ? { label: t('form.andNext') } : undefined) : { label: t('form.another'), anew: true }}
            onSent={(saved, another) => {
              show(t(record ? 'records.saved' : 'records.created', { title: titleOf(form, saved) }));
              if (!another) void navigate(`${list}/${saved.id}`, { replace: true });
              else if (next) void navigate(`${list}/${next}/edit`, { replace: true });
              else if (pattern) void navigate(`${list}/new`, { replace: true });
            }}
          />
        </div>
      </div>
    </Sheet>
  );
}
