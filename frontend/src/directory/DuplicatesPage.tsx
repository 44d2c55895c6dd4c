/** Records that may be one, in groups with the reasons: merge them, or say that they are different. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, useNavigate, useParams } from 'react-router';
import { useDismiss, useDuplicates, useScan } from '../api/directory';
import { useForm } from '../api/records';
import { useNow } from '../api/session';
import type { AppInfo, DuplicateGroup, FormInfo } from '../api/types';
import { titleOf } from '../apps/Value';
import { Sheet } from '../desk/Sheet';
import { useToasts } from '../desk/toasts';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Banner, ClosedState, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import { MergeDialog } from './MergeDialog';
import { PastMerges } from './PastMerges';
import { differing } from './differing';
import { Values } from './Values';
import styles from './DuplicatesPage.module.css';

export function DuplicatesPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { form: key = '' } = useParams();
  const navigate = useNavigate();
  const form = useForm(app.key, key);
  const title = form.data ? t('directory.title', { form: form.data.title }) : t('directory.find');
  return (
    <Sheet title={title} lead={<Button variant="quiet" icon="left" label={t('common.back')} onClick={() => void navigate(`/apps/${app.key}/${key}`)} />} scrolls>
      {form.isPending && (
        <LoadingState>
          <Skeleton rows={6} line={64} />
        </LoadingState>
      )}
      {form.isError && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {form.data && (form.data.may.merge ? <Groups app={app.key} form={form.data} /> : <ClosedState />)}
    </Sheet>
  );
}

function Groups({ app, form }: { app: string; form: FormInfo }) {
  const { t } = useTranslation();
  const now = useNow();
  const found = useDuplicates(app, form.key);
  const scan = useScan(app, form.key);
  const running = scan.isPending || found.data?.scan?.state === 'running';
  if (found.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={6} line={64} />
      </LoadingState>
    );
  }
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const { scan: last, items } = found.data;
  const look = (
    <Button variant={last && items.length > 0 ? 'line' : 'solid'} icon="search" busy={running} onClick={() => scan.mutate()}>
      {t(last ? 'directory.again' : 'directory.look')}
    </Button>
  );
  return (
    <div className={styles.page}>
      {scan.isError && <Banner tone="bad" title={scan.error.message} />}
      {last && (
        <div className={styles.head}>
          <p role="status">
            {running ? t('directory.looking') : t('directory.looked', { count: last.records, groups: items.length, at: shortMoment(last.at, now) })}
            <small>{t('directory.byItself')}</small>
          </p>
          {items.length > 0 && look}
        </div>
      )}
      {items.length === 0 && !running && (
        <EmptyState title={t(last ? 'directory.none' : 'directory.notYet')} actions={look}>
          {t(last ? 'directory.noneWords' : 'directory.notYetWords')}
        </EmptyState>
      )}
      <ul className={styles.groups}>
        {items.map((group) => (
          <li key={group.records.map((one) => one.id).join()}>
            <Group app={app} form={form} group={group} />
          </li>
        ))}
      </ul>
      <PastMerges app={app} form={form} />
    </div>
  );
}

function Group({ app, form, group }: { app: string; form: FormInfo; group: DuplicateGroup }) {
  const { t } = useTranslation();
  const dismiss = useDismiss(app, form.key);
  const show = useToasts((store) => store.show);
  const [merging, setMerging] = useState(false);
  // The title stands in the link already.
  const fields = differing(form, group.records)
    .filter((field) => field.key !== form.title_field)
    .slice(0, 3);
  return (
    <section className={styles.group} aria-label={group.reasons.join(' · ')}>
      <header className={styles.groupHead}>
        {group.reasons.map((reason) => (
          <Tag key={reason} tone={group.score >= 95 ? 'warning' : 'plain'}>
            {reason}
          </Tag>
        ))}
        <span className={styles.grow} />
        <Button
          size="small"
          variant="quiet"
          busy={dismiss.isPending}
          onClick={() => dismiss.mutate(group.records.map((one) => one.id), { onSuccess: () => show(t('directory.dismissed')) })}
        >
          {t('directory.different')}
        </Button>
        <Button size="small" icon="swap" onClick={() => setMerging(true)}>
          {t('directory.merge')}
        </Button>
      </header>
      {dismiss.isError && <Banner tone="bad" title={dismiss.error.message} />}
      <ul className={styles.records}>
        {group.records.map((record) => (
          <li key={record.id}>
            <Link to={`/apps/${app}/${form.key}/${record.id}`}>{titleOf(form, record)}</Link>
            <Values app={app} fields={fields} record={record} />
          </li>
        ))}
      </ul>
      {merging && <MergeDialog app={app} form={form} records={group.records} onClose={() => setMerging(false)} />}
    </section>
  );
}
