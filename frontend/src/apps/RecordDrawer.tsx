/** A record beside the list: 412 px, its stage, what waits, its values, why it went where it went, the last events. */
import { useTranslation } from '../i18n/useTranslation';
import { Link, useNavigate } from 'react-router';
import { useFollowing } from '../api/following';
import { useFlow, useHistory, useOrigins, useRecord } from '../api/records';
import { useNow } from '../api/session';
import type { FlowInstance, FormInfo, RecordItem } from '../api/types';
import { usePageKeys } from '../desk/shortcuts';
import { dueWords, shortMoment } from '../lib/time';
import { fieldView } from '../lib/fields';
import { Button } from '../ui/Button/Button';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { StageBar } from '../ui/Stage/Stage';
import { Icon } from '../ui/Icon/Icon';
import { Facts } from './Facts';
import { nextLimit } from './FlowThread';
import { HeldNotes } from './HeldNotes';
import { HistoryList } from './HistoryList';
import { ReasonsBrief } from './Reasons';
import { RecordMenu } from './RecordMenu';
import { Tags } from './Tags';
import { titleOf } from './Value';
import styles from './RecordDrawer.module.css';

interface Props {
  app: string;
  form: FormInfo;
  id: string;
  onClose: () => void;
  onStep: (by: number) => void;
}

export function RecordDrawer({ app, form, id, onClose, onStep }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const record = useRecord(app, form.key, id);
  const full = `/apps/${app}/${form.key}/${id}`;
  usePageKeys({ Escape: onClose, o: () => void navigate(full), ...(form.may.change ? { e: () => void navigate(`${full}/edit`) } : {}) });
  return (
    <aside className={styles.drawer} aria-label={record.data ? titleOf(form, record.data) : form.title}>
      <header className={styles.head}>
        <Button variant="quiet" icon="up" label={t('records.previous')} shortcut="K" onClick={() => onStep(-1)} />
        <Button variant="quiet" icon="down" label={t('records.next')} shortcut="J" onClick={() => onStep(1)} />
        <span className={styles.grow} />
        <Button variant="quiet" icon="expand" shortcut="O" onClick={() => void navigate(full)}>
          {t('records.full')}
        </Button>
        {record.data && <RecordMenu app={app} form={form} record={record.data} onGone={onClose} />}
        <Button variant="quiet" icon="close" label={t('common.close')} shortcut="Esc" onClick={onClose} />
      </header>
      <div className={styles.body}>
        {record.isPending && (
          <LoadingState>
            <Skeleton rows={8} />
          </LoadingState>
        )}
        {record.isError && <ErrorState error={record.error} onRetry={() => void record.refetch()} />}
        {record.data && <Content app={app} form={form} record={record.data} />}
      </div>
      {record.data && form.may.change && (
        <footer className={styles.foot}>
          <Button variant="solid" icon="edit" onClick={() => void navigate(`${full}/edit`)}>
            {t('records.edit')}
          </Button>
        </footer>
      )}
    </aside>
  );
}

function Content({ app, form, record }: { app: string; form: FormInfo; record: RecordItem }) {
  const { t } = useTranslation();
  useFollowing(app, form.key, record.id);
  const flow = useFlow(app, form.key, record.id);
  const history = useHistory(app, form.key, record.id);
  const origins = useOrigins(app, form.key, record.id);
  const instances = flow.data?.instances ?? [];
  const decision = instances.findLast((one) => one.decision)?.decision;
  return (
    <>
      <h2 className={styles.title}>{titleOf(form, record)}</h2>
      <div className={styles.about}>
        <Tags form={form} record={record} />
        <Stages form={form} record={record} />
      </div>
      <HeldNotes app={app} form={form.key} record={record.id} />
      {instances.map((instance) => (
        <Waiting key={instance.id} instance={instance} />
      ))}
      <Facts app={app} form={form} record={record} origins={origins.data?.fields} />
      {decision && <ReasonsBrief decision={decision} />}
      {history.data && history.data.items.length > 0 && (
        <section>
          <div className={styles.events}>
            <h3>{t('history.title')}</h3>
            <Link to={`/apps/${app}/${form.key}/${record.id}`}>{t('history.count', { count: history.data.items.length })}</Link>
          </div>
          <HistoryList entries={history.data.items} brief />
        </section>
      )}
    </>
  );
}

function Stages({ form, record }: { form: FormInfo; record: RecordItem }) {
  const field = form.fields.find((one) => Array.isArray(one.settings.stages));
  const value = field ? record.values[field.key] : null;
  if (!field || typeof value !== 'string') return null;
  const text = (key: string) => fieldView(field.type)?.text?.(key, field.settings) || key;
  const stages = (field.settings.stages as (string | { key: string })[]).map((stage) => (typeof stage === 'string' ? stage : stage.key));
  return (
    <div className={styles.stages}>
      <StageBar stages={stages.map((key) => ({ key, title: text(key) }))} value={value} />
    </div>
  );
}

/** The clock of a step that waits, with what happens when it runs out. */
function Waiting({ instance }: { instance: FlowInstance }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const next = nextLimit(instance);
  if (!next?.due_at) return null;
  const due = dueWords(next.due_at, now, t, i18n.language);
  return (
    <div className={styles.waiting}>
      <Icon name="clock" />
      <div>
        <b>
          {next.step} · {due.text}
        </b>
        <p>
          {next.title} · {shortMoment(next.due_at, now)}
        </p>
      </div>
    </div>
  );
}
