/** What I must do: the list, the chosen item with its facts and buttons, and what goes on around me. */
import { useMemo } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNow } from '../api/session';
import { useTasks, type TaskScope } from '../api/tasks';
import { Sheet } from '../desk/Sheet';
import { usePageKeys } from '../desk/shortcuts';
import { useUrlState } from '../apps/urlState';
import { longDay } from '../lib/time';
import { EmptyState } from '../ui/States/States';
import { Side } from './Side';
import { TaskItem } from './TaskItem';
import { TaskList } from './TaskList';
import { classes } from '../ui/classes';
import styles from './Workbench.module.css';

const scopes: readonly TaskScope[] = ['mine', 'started', 'copied'];

export default function Workbench() {
  const { t, i18n } = useTranslation();
  const [url, setUrl] = useUrlState();
  const scope = scopes.find((one) => one === url.get('scope')) ?? 'mine';
  const tasks = useTasks(scope);
  const now = useNow();
  const items = useMemo(() => tasks.data?.pages.flatMap((page) => page.items) ?? [], [tasks.data]);
  const wanted = url.get('task');
  // On wide screens the first item is open at once; on narrow ones the list is a page of its own.
  const narrow = globalThis.matchMedia?.('(max-width: 767px)').matches;
  const open = wanted ?? (narrow ? null : (items[0]?.id ?? null));
  const step = (by: number) => {
    const at = items.findIndex((one) => one.id === open);
    const next = items[Math.max(0, Math.min(items.length - 1, at + by))];
    if (next) setUrl({ task: next.id });
  };
  const openNext = (done: string) => {
    const at = items.findIndex((one) => one.id === done);
    const rest = items.filter((one) => one.id !== done);
    setUrl({ task: narrow ? null : (rest[Math.min(Math.max(at, 0), rest.length - 1)]?.id ?? null) });
  };
  usePageKeys({ j: () => step(1), k: () => step(-1) });
  return (
    <Sheet title={t('work.title')} note={<span className={styles.day}>{longDay(now, i18n.language)}</span>}>
      <div className={classes(styles.columns, wanted && styles.chosen, tasks.isSuccess && items.length === 0 && styles.nothing)}>
        <TaskList scope={scope} tasks={tasks} items={items} open={open} onScope={(next) => setUrl({ scope: next === 'mine' ? null : next, task: null })} onOpen={(id) => setUrl({ task: id }, true)} />
        <section className={styles.item} aria-label={t('work.item')}>
          {open ? (
            <TaskItem key={open} id={open} acting={scope === 'mine'} onDone={() => openNext(open)} onBack={() => setUrl({ task: null })} />
          ) : (
            tasks.isSuccess && <EmptyState title={t(`work.none.${scope}`)}>{t('work.noneWords')}</EmptyState>
          )}
        </section>
        <Side />
      </div>
    </Sheet>
  );
}
