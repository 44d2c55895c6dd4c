/** One to-do. An approval rises as a sheet over the inbox; a task is a page with the form to fill. */
import { useEffect } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useParams } from 'react-router';
import { useTask, useTaskAct } from '../api/tasks';
import type { TaskDetail } from '../api/types';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { lazyPart } from '../ui/lazyPart';
import { ApprovalSheet } from './ApprovalSheet';
import { FillTask } from './FillTask';
import { InboxPage } from './InboxPage';
import { Page } from './Page';
import { TaskHead } from './TaskHead';
import { WordTask } from './WordTask';

// Few are asked about names, and the picker is heavy.
const NameTask = lazyPart(async () => (await import('./NameTask')).NameTask, { waiting: <></> });

export function TaskPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const task = useTask(id);
  useSeen(task.data);
  if (task.data?.kind === 'approval' && task.data.state !== 'done') {
    return (
      <>
        <div inert>
          <InboxPage />
        </div>
        <ApprovalSheet key={id} task={task.data} />
      </>
    );
  }
  if (task.data?.name && task.data.state !== 'done') return <NameTask key={id} task={task.data} name={task.data.name} />;
  if (task.data && task.data.state !== 'done') return task.data.form ? <FillTask key={id} task={task.data} form={task.data.form} /> : <WordTask key={id} task={task.data} />;
  return (
    <Page title={task.data?.node_title ?? t('phone.inbox.title')} back="/">
      {task.isPending && (
        <LoadingState>
          <Skeleton rows={5} line={60} />
        </LoadingState>
      )}
      {task.isError && <ErrorState error={task.error} onRetry={() => void task.refetch()} />}
      {task.data && (
        <>
          <TaskHead task={task.data} />
          <EmptyState icon="check" title={t('phone.task.over')}>
            {t('phone.task.overWords')}
          </EmptyState>
        </>
      )}
    </Page>
  );
}

/** Opening an item says that it was seen, once. */
function useSeen(task: TaskDetail | undefined) {
  const { mutate } = useTaskAct(task?.id ?? '');
  const fresh = task?.state === 'delivered';
  const revision = task?.revision ?? 0;
  useEffect(() => {
    if (fresh) mutate({ revision, act: { act: 'seen' } });
    // Only a fresh item is reported.
  }, [fresh, mutate, revision]);
}
