/** One record in full: its process across the page, then facts, what happened, and why. */
import { useTranslation } from '../i18n/useTranslation';
import { Link, Navigate, useLocation, useNavigate, useParams } from 'react-router';
import { useFollowing } from '../api/following';
import { useFlow, useForm, useHistory, useOrigins, useRecord } from '../api/records';
import type { AppInfo, FormInfo, RecordItem } from '../api/types';
import { useSignedIn } from '../desk/session';
import { BareSheet } from '../desk/Sheet';
import { usePageKeys } from '../desk/shortcuts';
import { Standing } from '../pools/Standing';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { Banner, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Swatch } from '../ui/Swatch/Swatch';
import { Facts } from './Facts';
import { FlowThread } from './FlowThread';
import { HeldNotes } from './HeldNotes';
import { HistoryList } from './HistoryList';
import { Reasons } from './Reasons';
import { Sheets } from './Sheets';
import { neighbour, useStep } from './neighbours';
import { useRemembered } from './recent';
import { RecordMenu } from './RecordMenu';
import { Tags } from './Tags';
import { ToldOf } from './ToldOf';
import { titleOf } from './Value';
import styles from './RecordPage.module.css';

export function RecordPage({ app }: { app: AppInfo }) {
  const { form: key = '', record: id = '' } = useParams();
  const form = useForm(app.key, key);
  const record = useRecord(app.key, key, id);
  const failed = form.error ?? record.error;
  if (failed) {
    return (
      <BareSheet title={app.title}>
        <ErrorState error={failed} heading onRetry={() => void Promise.all([form.refetch(), record.refetch()])} />
      </BareSheet>
    );
  }
  if (!form.data || !record.data) {
    return (
      <BareSheet title={app.title}>
        <LoadingState>
          <Skeleton rows={12} />
        </LoadingState>
      </BareSheet>
    );
  }
  // A record that was merged answers with the one it is part of now.
  if (record.data.id !== id) return <Navigate to={`/apps/${app.key}/${key}/${record.data.id}`} replace state={{ mergedFrom: id }} />;
  return <Loaded app={app} form={form.data} record={record.data} />;
}

function Loaded({ app, form, record }: { app: AppInfo; form: FormInfo; record: RecordItem }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = `/apps/${app.key}/${form.key}`;
  const edit = () => void navigate(`${list}/${record.id}/edit`);
  const step = useStep(app.key, form.key, record.id);
  usePageKeys({ j: () => step(1), k: () => step(-1), ...(form.may.change ? { e: edit } : {}) });
  useFollowing(app.key, form.key, record.id);
  const flow = useFlow(app.key, form.key, record.id);
  const history = useHistory(app.key, form.key, record.id);
  const origins = useOrigins(app.key, form.key, record.id);
  const instances = flow.data?.instances ?? [];
  const decision = instances.findLast((one) => one.decision)?.decision;
  const title = titleOf(form, record);
  const led = Boolean((useLocation().state as { mergedFrom?: string } | null)?.mergedFrom);
  useRemembered(useSignedIn().person.id, `${list}/${record.id}`, title);
  return (
    <BareSheet title={title}>
      <div className={styles.page} tabIndex={0} role="region" aria-label={title}>
        <header className={styles.head}>
          <nav className={styles.crumbs} aria-label={t('records.where')}>
            <Swatch of={app.key} size={18} />
            <Link to={`/apps/${app.key}`}>{app.title}</Link>
            <Icon name="right" size={14} />
            <Link to={list}>{form.title}</Link>
          </nav>
          <div className={styles.titleLine}>
            <h1>{title}</h1>
            <Tags form={form} record={record} />
            <span className={styles.grow} />
            {neighbour(app.key, form.key, record.id, -1) && <Button variant="quiet" icon="up" label={t('records.previous')} shortcut="K" onClick={() => step(-1)} />}
            {neighbour(app.key, form.key, record.id, 1) && <Button variant="quiet" icon="down" label={t('records.next')} shortcut="J" onClick={() => step(1)} />}
            {form.may.change && (
              <Button variant="solid" icon="edit" shortcut="E" onClick={edit}>
                {t('records.edit')}
              </Button>
            )}
            <RecordMenu app={app.key} form={form} record={record} onGone={() => void navigate(list)} />
          </div>
        </header>
        {led && <Banner tone="info" icon="swap" title={t('directory.led', { title })} />}
        <HeldNotes app={app.key} form={form.key} record={record.id} />
        <Standing app={app.key} form={form.key} id={record.id} title={title} onGone={() => void navigate(list)} />
        {instances.length > 0 && (
          <div className={styles.flows}>
            {instances.map((instance) => (
              <FlowThread key={instance.id} instance={instance} />
            ))}
          </div>
        )}
        <div className={styles.columns}>
          <section className={styles.facts} aria-labelledby="facts">
            <h2 id="facts" className="visually-hidden">
              {t('records.facts')}
            </h2>
            <Facts app={app.key} form={form} record={record} narrow system origins={origins.data?.fields} />
          </section>
          <div className={styles.history}>
            <Sheets app={app.key} form={form} record={record} />
            <section aria-labelledby="history">
            <h2 id="history" className={styles.section}>
              {t('history.title')} {history.data && <small>{history.data.items.length}</small>}
            </h2>
            {history.isPending && (
              <LoadingState>
                <Skeleton rows={5} />
              </LoadingState>
            )}
            {history.isError && <ErrorState error={history.error} onRetry={() => void history.refetch()} />}
            {history.data && <HistoryList entries={history.data.items} />}
            </section>
            <ToldOf app={app.key} form={form.key} record={record.id} />
          </div>
          {decision && (
            <div className={styles.reasons}>
              <Reasons decision={decision} />
            </div>
          )}
        </div>
      </div>
    </BareSheet>
  );
}
