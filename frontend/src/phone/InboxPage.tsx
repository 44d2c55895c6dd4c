/** What I must do: late first, then due today, then later; and what I started, was copied on, or have done. */
import { useTranslation } from '../i18n/useTranslation';
import { Link, useLocation, useSearchParams } from 'react-router';
import { useNow } from '../api/session';
import { useTasks, type TaskScope } from '../api/tasks';
import type { Task } from '../api/types';
import { Due } from '../ui/Due/Due';
import { Icon } from '../ui/Icon/Icon';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { classes } from '../ui/classes';
import { PlacePage } from './PlacePage';
import page from './Page.module.css';
import styles from './InboxPage.module.css';

type Tab = TaskScope | 'done';

const tabs: Tab[] = ['mine', 'started', 'copied', 'done'];
const groups: Task['group'][] = ['overdue', 'today', 'later'];

export function InboxPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const tab = tabs.find((one) => one === search.get('scope')) ?? 'mine';
  const tasks = useTasks(tab === 'done' ? 'mine' : tab, tab === 'done' ? 'done' : 'open');
  const counts = tasks.data?.pages[0]?.counts;
  const items = tasks.data?.pages.flatMap((one) => one.items) ?? [];
  const waiting = (one: Tab) => (one === 'done' ? 0 : (counts?.[one] ?? 0));
  const done = (useLocation().state as { done?: string } | null)?.done;
  return (
    <PlacePage
      title={t('phone.inbox.title')}
      top={
        <nav className={styles.chips} aria-label={t('phone.inbox.lists')}>
          {tabs.map((one) => (
            <Link key={one} to={one === 'mine' ? '/' : `/?scope=${one}`} replace className={classes(styles.chip, one === tab && styles.on)} aria-current={one === tab ? 'page' : undefined}>
              <span>
                {t(`phone.inbox.${one}`)}
                {waiting(one) > 0 && ` ${waiting(one)}`}
              </span>
            </Link>
          ))}
        </nav>
      }
    >
      {done && (
        <output className={page.done}>
          <Icon name="check" />
          {t('phone.inbox.sent', { title: done })}
        </output>
      )}
      {tasks.isPending && (
        <LoadingState what={t('phone.inbox.title')}>
          <Skeleton rows={6} line={60} />
        </LoadingState>
      )}
      {tasks.isError && items.length === 0 && <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {tasks.isSuccess && items.length === 0 && <EmptyState title={t(`phone.inbox.none.${tab}`)}>{t(`phone.inbox.noneWords.${tab}`)}</EmptyState>}
      {tab === 'mine' ? groups.map((group) => <Group key={group} group={group} tasks={items.filter((task) => task.group === group)} />) : <Rows tasks={items} />}
      {tasks.hasNextPage && (
        <button type="button" className={page.more} disabled={tasks.isFetchingNextPage} onClick={() => void tasks.fetchNextPage()}>
          {t('phone.more')}
        </button>
      )}
    </PlacePage>
  );
}

function Group({ group, tasks }: { group: Task['group']; tasks: Task[] }) {
  const { t } = useTranslation();
  if (tasks.length === 0) return null;
  return (
    <section aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`} className={classes(page.groupHead, page[group])}>
        {t(`phone.inbox.${group}`)} {tasks.length}
      </h2>
      <Rows tasks={tasks} />
    </section>
  );
}

function Rows({ tasks }: { tasks: Task[] }) {
  const now = useNow();
  return (
    <ul>
      {tasks.map((task) => (
        <li key={task.id}>
          <Link to={`/tasks/${task.id}`} className={classes(page.row, styles.item)}>
            <span className={page.tile}>
              <Icon name={task.kind === 'approval' ? 'check' : task.kind === 'name' ? 'help' : task.group === 'overdue' ? 'bolt' : 'form'} size={18} />
            </span>
            <span className={page.rowWords}>
              <span className={styles.first}>
                <span className={page.rowTitle}>{task.title}</span>
                {task.due_at && task.state !== 'done' && <Due due={task.due_at} now={now} />}
              </span>
              <span className={page.rowLine}>{task.subtitle ?? [task.app_title, task.node_title].filter(Boolean).join(' · ')}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
