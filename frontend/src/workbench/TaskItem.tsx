/** One to-do: what, who and clock, the process, facts, the record, then the form to fill or the decision to take. */
import { useEffect, useRef } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, useNavigate } from 'react-router';
import { useBeginning } from '../api/checks';
import { useForm } from '../api/records';
import { useNow } from '../api/session';
import { useTask, useTaskAct } from '../api/tasks';
import type { TaskDetail } from '../api/types';
import { Value } from '../apps/Value';
import { useKnots, useStateWords } from '../apps/FlowThread';
import { useSignedIn } from '../desk/session';
import { usePageKeys } from '../desk/shortcuts';
import { useToasts } from '../desk/toasts';
import { draftKey } from '../form/drafts';
import { FactValue } from '../form/FactValue';
import { RecordForm } from '../form/RecordForm';
import { dueWords, shortMoment } from '../lib/time';
import { Button, Kbd } from '../ui/Button/Button';
import { Due } from '../ui/Due/Due';
import { Icon } from '../ui/Icon/Icon';
import { Banner, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Thread } from '../ui/Thread/Thread';
import { Verdict } from '../ui/Verdict/Verdict';
import { DecisionBar } from './DecisionBar';
import { NameTask } from './NameTask';
import { TaskActs } from './TaskActs';
import styles from './TaskItem.module.css';

interface Props {
  id: string;
  acting: boolean;
  onDone: () => void;
  onBack: () => void;
}

export function TaskItem({ id, acting, onDone, onBack }: Props) {
  const { t } = useTranslation();
  const task = useTask(id);
  if (task.isPending) {
    return (
      <LoadingState what={t('work.item')}>
        <Skeleton rows={9} />
      </LoadingState>
    );
  }
  if (task.isError) return <ErrorState error={task.error} onRetry={() => void task.refetch()} />;
  return <Loaded key={task.data.id} task={task.data} acting={acting} onDone={onDone} onBack={onBack} />;
}

function Loaded({ task, acting, onDone, onBack }: { task: TaskDetail } & Omit<Props, 'id'>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((store) => store.show);
  const full = task.record ? `/apps/${task.record.app}/${task.record.form}/${task.record.id}` : null;
  usePageKeys(full ? { o: () => void navigate(full) } : {});
  const open = acting && task.state !== 'done';
  useSeen(task, open);
  const done = (words: string) => {
    show(words);
    onDone();
  };
  return (
    <div className={styles.frame}>
      <div className={styles.scroll}>
        <div className={styles.crumbs}>
          <Button className={styles.back} size="small" variant="quiet" icon="left" label={t('common.back')} onClick={onBack} />
          <span>{task.app_title}</span>
          <Icon name="right" size={14} />
          <span>{task.node_title}</span>
          <span className={styles.grow} />
          {full && (
            <Link to={full} className={styles.full}>
              {t('work.full')} <Kbd>O</Kbd>
            </Link>
          )}
        </div>
        <h2 className={styles.title}>{task.title}</h2>
        <Clock task={task} />
        {task.flow && <FlowLine task={task} />}
        <FactStrip task={task} />
        {task.state === 'done' && <Banner tone="plain" icon="check" title={t('work.isDone')} />}
        <RecordValues task={task} />
        {open && task.name && <NameTask task={task} name={task.name} onDone={done} />}
        {open && task.form && <FillIn task={task} form={task.form} onDone={done} />}
      </div>
      {open && !task.form && (task.kind === 'approval' || task.decisions) && <DecisionBar task={task} onDone={done} />}
      {open && !task.form && task.kind === 'task' && !task.decisions && <TaskActs task={task} onDone={done} bar />}
    </div>
  );
}

/** The first look at a delivered to-do is told to the server, once. */
function useSeen(task: TaskDetail, open: boolean) {
  const act = useTaskAct(task.id);
  const told = useRef(false);
  const { mutate } = act;
  useEffect(() => {
    if (!open || task.state !== 'delivered' || told.current) return;
    told.current = true;
    mutate({ revision: task.revision, act: { act: 'seen' } });
  }, [open, task.state, task.revision, mutate]);
}

function Clock({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <div className={styles.clock}>
      <span>{t('work.arrived', { at: shortMoment(task.created_at, now) })}</span>
      {task.state === 'accepted' && <Verdict kind="good">{t('work.accepted')}</Verdict>}
      {task.due_at && <Due due={task.due_at} now={now} />}
    </div>
  );
}

function FlowLine({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const stateWords = useStateWords();
  const flow = task.flow ?? { id: '', workflow: { key: '', title: '' }, revision: 0, state: '', started_at: task.created_at, ended_at: null, steps: [], decision: null, incident: null };
  const knots = useKnots(flow);
  if (knots.length === 0) return null;
  return (
    <div className={styles.thread}>
      <Thread knots={knots} label={t('flow.thread', { workflow: flow.workflow.title })} stateWords={stateWords} />
    </div>
  );
}

const verdicts = { good: 'good', warning: 'warning', bad: 'bad' } as const;

function FactStrip({ task }: { task: TaskDetail }) {
  if (task.facts.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {task.facts.slice(0, 4).map((fact) => (
        <div key={fact.title}>
          <dt>{fact.title}</dt>
          <dd>
            <FactValue fact={fact} app={task.record?.app ?? task.app} />
          </dd>
          {fact.verdict && (
            <dd className={styles.verdict}>
              <Verdict kind={verdicts[fact.verdict] ?? 'none'}>
                <VerdictWords kind={fact.verdict} />
              </Verdict>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function VerdictWords({ kind }: { kind: string }) {
  const { t } = useTranslation();
  return t(`verdicts.${kind}`, { defaultValue: '' });
}

function RecordValues({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const detail = task.record_detail;
  if (!detail || detail.fields.length === 0) return null;
  return (
    <section className={styles.record}>
      <h3>{task.record?.title ?? t('records.facts')}</h3>
      <dl className={styles.values}>
        {detail.fields.map((field) => (
          <div key={field.key}>
            <dt>{field.title}</dt>
            <dd>
              <Value field={field} record={detail} app={task.record?.app ?? task.app} full />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function FillIn({ task, form: key, onDone }: { task: TaskDetail; form: string; onDone: (words: string) => void }) {
  const { t, i18n } = useTranslation();
  const { person } = useSignedIn();
  const now = useNow();
  const form = useForm(task.app, key);
  const beginning = useBeginning(task.app, form.data);
  const act = useTaskAct(task.id);
  if (form.isPending || beginning.isLoading) {
    return (
      <LoadingState>
        <Skeleton rows={4} line={56} />
      </LoadingState>
    );
  }
  if (form.isError) return <ErrorState error={form.error} onRetry={() => void form.refetch()} />;
  return (
    <section className={styles.fill}>
      <div className={styles.fillHead}>
        <h3>{form.data.title}</h3>
        {task.due_at && <span>{dueWords(task.due_at, now, t, i18n.language).text}</span>}
      </div>
      <RecordForm
        form={form.data}
        values={{ ...beginning.data?.values, ...task.initial_values }}
        labels={beginning.data?.labels}
        draft={draftKey(person.id, task.app, key, task.id)}
        now={now}
        submitLabel={t('work.complete')}
        submitIcon="check"
        actions={<TaskActs task={task} onDone={onDone} />}
        send={(values, { once, confirmed }) => act.mutateAsync({ revision: task.revision, act: { act: 'complete', values, confirmed, once } })}
        onSent={() => onDone(t('work.completed', { title: task.title }))}
      />
    </section>
  );
}
