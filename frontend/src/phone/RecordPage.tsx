/** One record on a phone: its process, its values as its form is laid out, what happened to it. */
import { useId } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { useFollowing } from '../api/following';
import { useStanding } from '../api/pools';
import { useFlow, useForm, useHistory, useRecord } from '../api/records';
import { useNow } from '../api/session';
import { useFormStarts } from '../api/starts';
import type { FormInfo, HistoryEntry, RecordItem } from '../api/types';
import { isEmpty } from '../form/merge';
import { useReading } from '../form/reading';
import { StageMoveNote, useStageMove } from '../form/StageMove';
import { fieldView } from '../lib/fields';
import { recordTitle } from '../form/recordWords';
import { shortMoment } from '../lib/time';
import { Icon } from '../ui/Icon/Icon';
import { Banner, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { lazyPart } from '../ui/lazyPart';
import { Page } from './Page';
import { ProgressLine } from './ProgressLine';
import { RecordFacts } from './RecordFacts';
import { NextLimit } from './TaskHead';
import page from './Page.module.css';
import styles from './RecordPage.module.css';

const Starts = lazyPart(async () => (await import('../starts/RecordStarts')).RecordStarts, { waiting: <></> });
const Standing = lazyPart(async () => (await import('../pools/StandingAlone')).StandingAlone, { waiting: <></> });

export function RecordPage() {
  const { t } = useTranslation();
  const { app = '', form: key = '', id = '' } = useParams();
  const form = useForm(app, key);
  const record = useRecord(app, key, id);
  const failed = [form, record].find((one) => one.isError);
  // A record that was merged answers with the one it is part of now.
  if (record.data && record.data.id !== id) return <Navigate to={`/apps/${app}/${key}/${record.data.id}`} replace />;
  const both = form.data && record.data ? { form: form.data, record: record.data } : null;
  return (
    <Page
      title={both ? recordTitle(both.form, both.record) : ''}
      subtitle={form.data?.title}
      back={`/apps/${app}/${key}`}
      actions={
        both?.form.may.change && (
          <Link to={`/apps/${app}/${key}/${id}/edit`} className={page.round} aria-label={t('phone.record.edit')}>
            <Icon name="edit" size={20} />
          </Link>
        )
      }
    >
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : both ? (
        <>
          <Pool app={app} form={key} id={id} title={recordTitle(both.form, both.record)} />
          <Offered app={app} form={key} id={id} />
          <Flows app={app} form={key} id={id} />
          <Layout {...both} />
          <History app={app} form={key} id={id} />
        </>
      ) : (
        <LoadingState>
          <Skeleton rows={8} line={44} />
        </LoadingState>
      )}
    </Page>
  );
}

/** Its code and words come only for a record of a pool. */
function Pool({ app, form, id, title }: { app: string; form: string; id: string; title: string }) {
  const navigate = useNavigate();
  const standing = useStanding(app, form, id).data;
  return standing ? <Standing app={app} form={form} id={id} title={title} onGone={() => void navigate(`/apps/${app}/${form}`)} /> : null;
}

/** Its code comes only where there is something to start. */
function Offered({ app, form, id }: { app: string; form: string; id: string }) {
  const items = useFormStarts(app, form, id).data?.items.filter((one) => one.menu && one.state !== 'unfit') ?? [];
  return items.length > 0 ? <Starts offers={items} record={id} /> : null;
}

function Layout({ form, record }: { form: FormInfo; record: RecordItem }) {
  const stage = useStageMove(form, record);
  const { layout, around } = useReading({
    id: useId(),
    device: 'phone',
    form,
    record,
    takes: (field) => !isEmpty(record.values[field.key]) || fieldView(field.type)?.live === true,
    move: stage.move,
    section: (_, title, body) => (
      <section className={page.card} aria-label={typeof title === 'string' ? title : form.title}>
        {title && <h2 className={styles.title}>{title}</h2>}
        {body}
      </section>
    ),
    fields: (fields) => <RecordFacts app={form.app} fields={fields} record={record} form={form.may.change ? form.key : undefined} />,
  });
  return (
    <>
      <StageMoveNote {...stage} />
      {layout.map((item) => (
        <div key={item.key} className={item.items.length === 0 ? styles.loose : undefined}>
          {around.draw(item)}
        </div>
      ))}
    </>
  );
}

function Flows({ app, form, id }: { app: string; form: string; id: string }) {
  useFollowing(app, form, id);
  const flow = useFlow(app, form, id);
  return flow.data?.instances.map((instance) => (
    <section key={instance.id} className={page.card} aria-label={instance.workflow.title}>
      <h2>{instance.workflow.title}</h2>
      <ProgressLine flow={instance} />
      <NextLimit flow={instance} />
      {instance.incident && (
        <Banner tone="bad" title={instance.workflow.title}>
          {instance.incident.detail}
        </Banner>
      )}
    </section>
  ));
}

function History({ app, form, id }: { app: string; form: string; id: string }) {
  const { t } = useTranslation();
  const history = useHistory(app, form, id);
  if (!history.data?.items.length) return null;
  return (
    <section className={page.card} aria-labelledby="history">
      <h2 id="history" className={styles.title}>
        {t('phone.record.history')}
      </h2>
      <ol className={styles.history}>
        {history.data.items.map((entry, at, all) => (
          <Entry key={`${entry.id}/${all.length - at}`} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <li>
      <span className={styles.who}>
        <b>{entry.actor.name}</b> {t(`phone.record.action.${entry.action}`, { defaultValue: entry.action })}
        <time dateTime={entry.at}>{shortMoment(entry.at, now)}</time>
      </span>
      {entry.action === 'change' &&
        entry.changes.map((change) => (
          <span key={`${change.field}/${change.title}`} className={styles.change}>
            {change.title} {change.before_text && <del>{change.before_text}</del>} → {change.after_text || '—'}
          </span>
        ))}
    </li>
  );
}
