/** A task with a form: what it is about above, the generated form below, answers at thumb height. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useBeginning } from '../api/checks';
import { keys } from '../api/queries';
import { useForm } from '../api/records';
import { useNow } from '../api/session';
import { useTaskAct } from '../api/tasks';
import type { TaskDetail } from '../api/types';
import { RecordForm } from '../form/RecordForm';
import { draftKey } from '../form/drafts';
import { Problem } from '../lib/problems';
import { timeOf } from '../lib/time';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Decline } from './Decline';
import { FirstResponse } from './FirstResponse';
import { Page, useGoBack } from './Page';
import { TaskHead } from './TaskHead';
import { useSignedIn } from './signedIn';

export function FillTask({ task, form: key }: { task: TaskDetail; form: string }) {
  const { t } = useTranslation();
  const { person } = useSignedIn();
  const form = useForm(task.app, key);
  const beginning = useBeginning(task.app, form.data);
  const complete = useTaskAct(task.id);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const goBack = useGoBack('/');
  const now = useNow();
  const [keptAt, setKeptAt] = useState<string | null>(null);
  return (
    <Page title={form.data?.title ?? task.node_title} subtitle={keptAt ? t('form.draft.kept', { time: timeOf(keptAt) }) : task.app_title} back="/">
      {(form.isPending || beginning.isLoading) && (
        <LoadingState what={task.node_title}>
          <Skeleton rows={6} line={60} />
        </LoadingState>
      )}
      {form.isError && !form.data && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {form.data && !beginning.isLoading && (
        <RecordForm
          device="phone"
          form={form.data}
          values={{ ...beginning.data?.values, ...task.initial_values }}
          labels={{ ...beginning.data?.labels, ...labelsOf(task) }}
          draft={draftKey(person.id, task.app, key, `task:${task.id}`)}
          now={now}
          submitLabel={t('phone.task.complete')}
          submitIcon="check"
          onKept={setKeptAt}
          onCancel={keptAt ? goBack : undefined}
          actions={task.decline_reasons && !keptAt && <Decline task={task} reasons={task.decline_reasons} />}
          send={async (values, { once, confirmed }) => {
            try {
              return await complete.mutateAsync({ revision: task.revision, act: { act: 'complete', values, confirmed, once } });
            } catch (error) {
              // Someone else may have finished it: the page then shows who and how.
              if (error instanceof Problem && error.status === 409) void cache.invalidateQueries({ queryKey: keys.task(task.id) });
              throw error;
            }
          }}
          onSent={() => void navigate('/', { replace: true, state: { done: task.title } })}
        >
          <TaskHead task={task} />
          <FirstResponse task={task} />
        </RecordForm>
      )}
    </Page>
  );
}

/** A reference that begins as the task's own record is shown by that record's title. */
function labelsOf(task: TaskDetail): Record<string, string | null> {
  const { record } = task;
  if (!record) return {};
  return Object.fromEntries(Object.entries(task.initial_values ?? {}).flatMap(([key, value]) => (value === record.id ? [[key, record.title]] : [])));
}
