/** The to-dos, grouped by how they press: overdue, due today, later. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from '../i18n/useTranslation';
import { useNow } from '../api/session';
import type { TaskScope } from '../api/tasks';
import type { Task, TaskPage } from '../api/types';
import { factText } from '../form/FactValue';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Due } from '../ui/Due/Due';
import { Icon } from '../ui/Icon/Icon';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tabs } from '../ui/Tabs/Tabs';
import { classes } from '../ui/classes';
import styles from './Workbench.module.css';

const icons = { approval: 'check', task: 'form', name: 'help' } as const;
const groups = ['overdue', 'today', 'later'] as const;

interface Props {
  scope: TaskScope;
  tasks: UseInfiniteQueryResult<InfiniteData<TaskPage>>;
  items: Task[];
  open: string | null;
  onScope: (scope: string) => void;
  onOpen: (id: string) => void;
}

export function TaskList({ scope, tasks, items, open, onScope, onOpen }: Props) {
  const { t } = useTranslation();
  const counts = tasks.data?.pages[0]?.counts;
  return (
    <section className={styles.list} aria-label={t('work.list')}>
      <div className={styles.tabs}>
        <Tabs
          label={t('work.list')}
          panel="tasks"
          value={scope}
          onChange={onScope}
          tabs={(['mine', 'started', 'copied'] as const).map((key) => ({ key, title: t(`work.${key}`), count: counts?.[key] }))}
        />
      </div>
      <div id="tasks" role="tabpanel" aria-label={t(`work.${scope}`)} className={styles.tasks}>
        {tasks.isPending && (
          <LoadingState>
            <Skeleton rows={7} line={56} />
          </LoadingState>
        )}
        {tasks.isError && <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />}
        {groups.map((group) => {
          const list = items.filter((one) => one.group === group);
          if (list.length === 0) return null;
          return (
            <section key={group}>
              <h2 className={classes(styles.group, group === 'overdue' && styles.overdue, group === 'today' && styles.today)}>
                {t(`work.${group}`)} {list.length}
              </h2>
              <ul>
                {list.map((task) => (
                  <li key={task.id}>
                    <TaskRow task={task} open={task.id === open} onOpen={() => onOpen(task.id)} />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        {tasks.hasNextPage && (
          <div className={styles.more}>
            <Button variant="quiet" size="small" busy={tasks.isFetchingNextPage} onClick={() => void tasks.fetchNextPage()}>
              {t('common.more')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function TaskRow({ task, open, onOpen }: { task: Task; open: boolean; onOpen: () => void }) {
  const now = useNow();
  const { i18n } = useTranslation();
  const first = task.facts.slice(0, 2).map((fact) => factText(fact, i18n.language));
  return (
    <button type="button" className={classes(styles.task, open && styles.open)} aria-current={open || undefined} onClick={onOpen}>
      <span className={styles.kind}>
        <Icon name={icons[task.kind]} />
      </span>
      <span className={styles.words}>
        <span className={styles.first}>
          <span className={styles.name}>{task.title}</span>
          {task.due_at ? <Due due={task.due_at} now={now} /> : <span className={styles.sub}>{shortMoment(task.created_at, now)}</span>}
        </span>
        <span className={styles.sub}>{[task.subtitle ?? task.app_title, ...first].filter(Boolean).join(' · ')}</span>
      </span>
    </button>
  );
}
