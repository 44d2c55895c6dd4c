/** To-dos: one's own, most pressing first. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useNow } from '../api/session';
import type { Task } from '../api/types';
import { defineBlock, type BlockProps } from '../lib/defineBlock';
import { shortMoment } from '../lib/time';
import { Due } from '../ui/Due/Due';
import styles from './parts/parts.module.css';

interface Answer {
  items: Task[];
  total: number;
}

export default defineBlock<Answer>({ key: 'todos', Block: Todos });

function Todos({ answer }: BlockProps<Answer>) {
  const { t } = useTranslation();
  const now = useNow();
  if (answer.items.length === 0) return <p className={styles.empty}>{t('pages.nothingToDo')}</p>;
  return (
    <>
      <ul className={styles.list}>
        {answer.items.map((task) => (
          <li key={task.id}>
            <Link className={styles.row} to={`/work?task=${task.id}`}>
              <span>{task.title}</span>
              {task.due_at ? <Due due={task.due_at} now={now} /> : <span className={styles.sub}>{shortMoment(task.created_at, now)}</span>}
            </Link>
          </li>
        ))}
      </ul>
      {answer.total > answer.items.length && (
        <p className={styles.sub}>
          <Link to="/work">{t('pages.allOf', { shown: answer.total })}</Link>
        </p>
      )}
    </>
  );
}
