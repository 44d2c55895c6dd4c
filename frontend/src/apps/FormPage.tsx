/** One form's records: the view tabs, what one may do here, and the view itself. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, useNavigate, useParams } from 'react-router';
import { useDuplicateCount } from '../api/directory';
import { useForm } from '../api/records';
import type { AppInfo } from '../api/types';
import { useViews } from '../api/views';
import { Sheet } from '../desk/Sheet';
import { OwnerDialog } from '../directory/OwnerDialog';
import { usePageKeys } from '../desk/shortcuts';
import { recordViews } from '../lib/views';
import { Button } from '../ui/Button/Button';
import { Menu, type MenuItem } from '../ui/Menu/Menu';
import { Tabs } from '../ui/Tabs/Tabs';
import { ErrorState, LoadingState, NoMatchState, Skeleton } from '../ui/States/States';
import { Icon } from '../ui/Icon/Icon';
import { asSaved } from '../views/parts/SaveBar';
import { ViewMenu } from '../views/parts/ViewMenu';
import { useUrlState } from './urlState';
import styles from './FormPage.module.css';

export function FormPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { form: key = '' } = useParams();
  const form = useForm(app.key, key);
  const navigate = useNavigate();
  const [url, setUrl] = useUrlState();
  const [asking, setAsking] = useState(false);
  const create = () => void navigate(`/apps/${app.key}/${key}/new`);
  usePageKeys(form.data?.may.create ? { c: create } : {});
  const waiting = useDuplicateCount(app.key, key, form.data?.may.merge === true).data ?? 0;
  const more: MenuItem[] = [];
  if (form.data?.may.ask_owner) more.push({ key: 'owner', title: t('names.owner'), icon: 'shield', onChoose: () => setAsking(true) });
  if (form.data?.may.ask_owner && form.data.may.merge) more.push({ key: 'questions', title: t('pools.asked.title'), icon: 'shield', onChoose: () => void navigate(`/apps/${app.key}/${key}/questions`) });
  if (form.data?.may.merge) more.push({ key: 'duplicates', title: waiting ? t('directory.findCount', { count: waiting }) : t('directory.find'), icon: 'copy', onChoose: () => void navigate(`/apps/${app.key}/${key}/duplicates`) });
  if (form.data?.may.delete) more.push({ key: 'deleted', title: t('bin.open'), icon: 'trash', onChoose: () => void navigate(`/apps/${app.key}/${key}/deleted`) });
  const title = form.data?.title ?? app.forms.find((one) => one.key === key)?.title ?? app.title;
  const views = useViews(app.key, key);
  // A type this front does not know has no page here; its document stays as it is.
  const known = views.data?.items.filter((one) => recordViews.has(one.type)) ?? [];
  // Where the app brings no view, all records stand in a bare table, beside what persons saved.
  const bare = known.some((one) => !one.saved) ? [] : [...recordViews.values()].filter((one) => one.bare);
  const asked = url.get('view');
  const view = known.find((one) => one.key === asked) ?? (bare.some((one) => one.key === asked) ? null : (known.find((one) => one.first) ?? (bare.length > 0 ? null : (known[0] ?? null))));
  const chosen = recordViews.get(view?.type ?? url.get('view') ?? 'table') ?? recordViews.get('table');
  if (form.data) {
    const node = view && !view.saved ? `view:${view.key.includes('.') ? view.key : `${app.key}.${view.key}`}` : `form:${app.key}.${key}`;
    more.push({ key: 'lineage', title: t('lineage.open'), icon: 'link', onChoose: () => void navigate(`/apps/${app.key}/-/lineage?node=${node}`) });
  }
  const tabs = [...bare.map((one) => ({ key: one.key, title: t(one.title), icon: one.icon })), ...known.map((one) => ({ key: one.key, title: one.title, icon: recordViews.get(one.type)?.icon }))];
  const choose = (next: string) => setUrl({ ...asSaved, view: next, open: null }, true);
  return (
    <Sheet
      title={title}
      lead={
        <Link to={`/apps/${app.key}`} className={styles.up} aria-label={t('common.back')}>
          <Icon name="left" size={20} />
        </Link>
      }
      middle={
        form.data && (
        <div className={styles.tabs}>
          <Tabs label={t('records.views')} panel="view" tabs={tabs} value={view?.key ?? chosen?.key ?? ''} onChange={choose} />
          {view && <ViewMenu key={view.key} app={app.key} form={key} view={view} onGone={() => setUrl({ ...asSaved, view: null, open: null })} />}
        </div>
        )
      }
      actions={
        form.data && (
          <>
            {more.length > 0 && <Menu label={t('common.more')} align="end" items={more} trigger={(button) => <Button variant="quiet" icon="more" label={t('common.more')} {...button} />} />}
            {form.data.may.import && (
              <Button variant="quiet" icon="download" className={styles.import} onClick={() => void navigate(`/apps/${app.key}/${key}/import`)}>
                {t('records.import')}
              </Button>
            )}
            {form.data.may.create && (
              <Button variant="solid" icon="plus" onClick={create} title={`${t('records.newOne', { form: title })} C`}>
                {t('records.newOne', { form: title })}
              </Button>
            )}
          </>
        )
      }
    >
      {form.isPending && (
        <LoadingState what={title}>
          <Skeleton rows={12} />
        </LoadingState>
      )}
      {form.isError && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {asking && <OwnerDialog app={app.key} form={key} onClose={() => setAsking(false)} />}
      <div id="view" role="tabpanel" aria-label={title} className={styles.view}>
        {view?.problem && <NoMatchState title={t('views.saved.broken', { title: view.title })}>{view.problem}</NoMatchState>}
        {form.data && !views.isPending && !view?.problem && chosen && <chosen.View key={`${app.key}.${key}.${view?.key}`} app={app.key} form={form.data} view={view} />}
      </div>
    </Sheet>
  );
}
