/** A new record, and a record being changed: the generated form as a page of its own. */
import { useBeginning } from '../api/checks';
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate, useParams } from 'react-router';
import { useChangeRecord, useCreateRecord, useForm, useRecord } from '../api/records';
import { useNow } from '../api/session';
import { RecordForm } from '../form/RecordForm';
import { draftKey } from '../form/drafts';
import { lastKey } from '../form/lastValues';
import { recordTitle } from '../form/recordWords';
import { timeOf } from '../lib/time';
import { ClosedState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Page, useGoBack } from './Page';
import { useSignedIn } from './signedIn';

function useKeptWords() {
  const { t } = useTranslation();
  const [keptAt, setKeptAt] = useState<string | null>(null);
  return { setKeptAt, kept: keptAt && t('form.draft.kept', { time: timeOf(keptAt) }) };
}

export function NewRecordPage() {
  const { t } = useTranslation();
  const { app = '', form: key = '' } = useParams();
  const { person } = useSignedIn();
  const form = useForm(app, key);
  const create = useCreateRecord(app, key);
  const navigate = useNavigate();
  const beginning = useBeginning(app, form.data);
  const goBack = useGoBack(`/apps/${app}/${key}`);
  const { kept, setKeptAt } = useKeptWords();
  const now = useNow();
  return (
    <Page title={form.data ? t('form.create', { form: form.data.title }) : ''} subtitle={kept} back={`/apps/${app}/${key}`}>
      {(form.isPending || beginning.isLoading) && (
        <LoadingState>
          <Skeleton rows={6} line={72} />
        </LoadingState>
      )}
      {form.isError && !form.data && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {form.data && !form.data.may.create && <ClosedState />}
      {form.data?.may.create && !beginning.isLoading && (
        <RecordForm
          device="phone"
          form={form.data}
          values={beginning.data?.values}
          labels={beginning.data?.labels}
          draft={draftKey(person.id, app, key, 'new')}
          last={lastKey(person.id, app, key)}
          another={form.data.keep_last.length > 0 ? { label: t('form.another'), anew: true } : undefined}
          now={now}
          submitLabel={t('form.submit')}
          onKept={setKeptAt}
          onCancel={form.data.keep_last.length > 0 ? undefined : goBack}
          send={(values, { once, confirmed }) => create.mutateAsync({ values, once, confirmed })}
          onSent={(record, another) => {
            if (!another) void navigate(`/apps/${app}/${key}/${record.id}`, { replace: true });
          }}
        />
      )}
    </Page>
  );
}

export function EditRecordPage() {
  const { t } = useTranslation();
  const { app = '', form: key = '', id = '' } = useParams();
  const { person } = useSignedIn();
  const form = useForm(app, key);
  const record = useRecord(app, key, id);
  const change = useChangeRecord(app, key);
  const goBack = useGoBack(`/apps/${app}/${key}/${id}`);
  const { kept, setKeptAt } = useKeptWords();
  const now = useNow();
  // What is here already stays: an input must not go because a later look at the server failed.
  const failed = [form, record].find((one) => one.isError && !one.data);
  const both = form.data && record.data ? { form: form.data, record: record.data } : null;
  return (
    <Page title={both ? recordTitle(both.form, both.record) : ''} subtitle={kept || form.data?.title} back={`/apps/${app}/${key}/${id}`}>
      {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && !both && (
        <LoadingState>
          <Skeleton rows={6} line={72} />
        </LoadingState>
      )}
      {both && !both.form.may.change && <ClosedState />}
      {both?.form.may.change && (
        <RecordForm
          device="phone"
          form={both.form}
          values={both.record.values}
          labels={both.record.labels}
          record={id}
          revision={both.record.revision}
          draft={draftKey(person.id, app, key, id)}
          now={now}
          submitLabel={t('form.save')}
          onKept={setKeptAt}
          onCancel={goBack}
          send={(values, { revision, confirmed }) => change.mutateAsync({ id, revision: revision ?? both.record.revision, values, confirmed })}
          onSent={goBack}
        />
      )}
    </Page>
  );
}
