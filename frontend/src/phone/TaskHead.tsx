/** What the to-do is about: the record, its clock and next deadline, the process, the facts, the record's details. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useNow } from '../api/session';
import type { FlowInstance, TaskDetail } from '../api/types';
import { dueWords } from '../lib/time';
import { Due } from '../ui/Due/Due';
import { Icon } from '../ui/Icon/Icon';
import { Tag } from '../ui/Tag/Tag';
import { FactGrid } from './FactGrid';
import { ProgressLine } from './ProgressLine';
import { RecordFacts } from './RecordFacts';
import page from './Page.module.css';
import styles from './TaskPage.module.css';

export function TaskHead({ task }: { task: TaskDetail }) {
  const now = useNow();
  const about = (
    <>
      <span className={page.rowWords}>
        <b className={styles.what}>{task.record?.title ?? task.title}</b>
        <span className={styles.line}>{task.subtitle ?? [task.app_title, task.node_title].filter(Boolean).join(' · ')}</span>
      </span>
      {task.due_at && task.state !== 'done' ? <Due due={task.due_at} now={now} /> : <Tag tone="indigo">{task.app_title}</Tag>}
      {task.record && <Icon name="right" size={18} />}
    </>
  );
  return (
    <>
      {task.record ? (
        <Link to={`/apps/${task.record.app}/${task.record.form}/${task.record.id}`} className={styles.about}>
          {about}
        </Link>
      ) : (
        <div className={styles.about}>{about}</div>
      )}
      {(task.flow || task.facts.length > 0) && (
        <section className={page.card}>
          {task.flow && <ProgressLine flow={task.flow} />}
          {task.flow && <NextLimit flow={task.flow} />}
          <FactGrid facts={task.facts} app={task.record?.app ?? task.app} />
        </section>
      )}
      <Details task={task} />
    </>
  );
}

/** The next deadline that will act by itself, and when. */
export function NextLimit({ flow }: { flow: FlowInstance }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const next = flow.steps
    .filter((step) => step.state === 'now')
    .flatMap((step) => step.limits)
    .filter((limit) => limit.due_at && !limit.fired_at && !limit.passed)
    .toSorted((a, b) => (a.due_at ?? '').localeCompare(b.due_at ?? ''))[0];
  if (!next?.due_at) return null;
  return (
    <p className={styles.limit}>
      <Icon name="clock" size={14} />
      {next.title} · {dueWords(next.due_at, now, t, i18n.language).text}
    </p>
  );
}

export function Details({ task, open }: { task: TaskDetail; open?: boolean }) {
  const { t } = useTranslation();
  const detail = task.record_detail;
  if (!detail) return null;
  return (
    <details className={styles.details} open={open}>
      <summary>
        {t('phone.task.details')}
        <Icon name="down" />
      </summary>
      <RecordFacts app={task.record?.app ?? task.app} fields={detail.fields} record={detail} />
    </details>
  );
}
