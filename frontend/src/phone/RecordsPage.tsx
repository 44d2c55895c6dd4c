/** A form's records on a phone: searched, newest first, more on demand; or as one of the form's views shows them. */
import { useDeferredValue, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useTranslation } from '../i18n/useTranslation';
import { useForm, useRecords } from '../api/records';
import type { FormInfo } from '../api/types';
import { useViews, type ViewInfo } from '../api/views';
import { recordLine, recordTitle } from '../form/recordWords';
import { countText } from '../lib/numbers';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { EmptyState, ErrorState, LoadingState, NoMatchState, Skeleton } from '../ui/States/States';
import { TextInput } from '../ui/TextInput/TextInput';
import { lazyPart } from '../ui/lazyPart';
import { Page } from './Page';
import { useSignedIn } from './signedIn';
import page from './Page.module.css';

const Alone = lazyPart(async () => (await import('../views/parts/Alone')).Alone, { waiting: <LoadingState /> });
const OwnerDialog = lazyPart(async () => (await import('../directory/OwnerDialog')).OwnerDialog, { waiting: <></> });

export function RecordsPage() {
  const { t } = useTranslation();
  const { app = '', form: key = '' } = useParams();
  const form = useForm(app, key);
  const [url, setUrl] = useSearchParams();
  const [asking, setAsking] = useState(false);
  const search = url.get('search') ?? '';
  const session = useSignedIn();
  const navigate = useNavigate();
  const views = useViews(app, key).data?.items.filter((one) => !one.problem) ?? [];
  // Where a table shows all there is, it is what one begins with; otherwise a plain list is.
  const whole = views.find((one) => one.type === 'table' && !one.filter) ?? null;
  const view = views.find((one) => one.key === url.get('view')) ?? whole;
  // Rows and columns are for the desk: here a table is the list of what it finds.
  const listed = view === null || view.type === 'table';
  const find = (text: string) => setUrl({ ...(view && { view: view.key }), ...(text && { search: text }) }, { replace: true });
  return (
    <Page
      title={form.data?.title ?? ''}
      back="/apps"
      actions={
        <>
        {form.data?.may.ask_owner && (
          <button type="button" className={page.round} aria-label={t('names.owner')} onClick={() => setAsking(true)}>
            <Icon name="shield" size={20} />
          </button>
        )}
        {form.data?.may.create && (
          <Link to={`/apps/${app}/${key}/new`} className={page.round} aria-label={t('form.create', { form: form.data.title })}>
            <Icon name="plus" size={22} />
          </Link>
        )}
        </>
      }
      fixed={!listed}
      top={
        <>
          {listed && (
            <search className={page.search}>
              <TextInput type="search" icon="search" label={t('common.search')} placeholder={t('common.search')} value={search} onChange={find} />
            </search>
          )}
          {views.length > 0 && (
            <nav className={page.chips} aria-label={t('phone.records.views')}>
              {[whole, ...views.filter((one) => one !== whole)].map((one) => (
                <Link key={one?.key ?? ''} to={one && one !== whole ? `?view=${encodeURIComponent(one.key)}` : '?'} replace ref={one?.key === view?.key ? inSight : undefined} className={page.chip} aria-current={one?.key === view?.key ? 'page' : undefined}>
                  {one?.title ?? t('phone.records.all')}
                </Link>
              ))}
            </nav>
          )}
        </>
      }
    >
      {asking && (
        <OwnerDialog app={app} form={key} onClose={() => setAsking(false)} />
      )}
      {form.isPending && <LoadingState />}
      {form.isError && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {form.data && listed && <Rows form={form.data} view={view} search={search} onClear={() => find('')} />}
      {form.data && view && !listed && <Alone session={session} app={app} form={form.data} view={view} onOpen={(id) => void navigate(`/apps/${app}/${key}/${id}`)} />}
    </Page>
  );
}

const inSight = (node: HTMLElement | null) => node?.scrollIntoView?.({ inline: 'nearest', block: 'nearest' });

function Rows({ form, view, search, onClear }: { form: FormInfo; view: ViewInfo | null; search: string; onClear: () => void }) {
  const { t, i18n } = useTranslation();
  const wanted = useDeferredValue(search.trim());
  const records = useRecords(form.app, form.key, { search: wanted, filter: view?.filter, sort: view?.sort.length ? view.sort : ['-created_at'] }, { limit: 30 });
  const first = records.data?.pages[0];
  const items = records.data?.pages.flatMap((one) => one.items) ?? [];
  if (records.isPending) {
    return (
      <LoadingState what={form.title}>
        <Skeleton rows={8} line={60} />
      </LoadingState>
    );
  }
  if (records.isError && items.length === 0) return <ErrorState error={records.error} onRetry={() => void records.refetch()} />;
  if (items.length === 0 && wanted) {
    return (
      <NoMatchState title={t('phone.records.noMatch', { form: form.title })} actions={<Button onClick={onClear}>{t('phone.records.clear')}</Button>}>
        {t('phone.records.noMatchWords', { search: wanted })}
      </NoMatchState>
    );
  }
  if (items.length === 0) return <EmptyState title={t('phone.records.none', { form: form.title })}>{form.may.create ? t('phone.records.noneWords') : null}</EmptyState>;
  return (
    <>
      <ul>
        {items.map((record) => (
          <li key={record.id}>
            <Link to={`/apps/${form.app}/${form.key}/${record.id}`} className={page.row}>
              <span className={page.rowWords}>
                <span className={page.rowTitle}>{recordTitle(form, record)}</span>
                <span className={page.rowLine}>{recordLine(form, record)}</span>
              </span>
              <Icon name="right" />
            </Link>
          </li>
        ))}
      </ul>
      {records.hasNextPage ? (
        <button type="button" className={page.more} disabled={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
          {t('phone.more')}
        </button>
      ) : null}
      {first?.total !== null && first?.total !== undefined && <p className={page.count}>{t('phone.records.total', { count: first.total, shown: countText(first.total, first.total_exact, i18n.language) })}</p>}
    </>
  );
}
