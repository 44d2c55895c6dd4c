/** The recycle bin of a form: what was deleted in the last 60 days, by whom, and bringing it back. */
import { useDeferredValue, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate, useParams } from 'react-router';
import { useForm } from '../api/records';
import { useDeleted, useRestoreSeveral } from '../api/recycleBin';
import { useNow } from '../api/session';
import type { AppInfo, FormInfo } from '../api/types';
import { Sheet } from '../desk/Sheet';
import { useToasts } from '../desk/toasts';
import { fieldView } from '../lib/fields';
import { countText } from '../lib/numbers';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { Banner, ClosedState, EmptyState, ErrorState, LoadingState, NoMatchState, Skeleton } from '../ui/States/States';
import { TextInput } from '../ui/TextInput/TextInput';
import { titleOf, Value } from './Value';
import styles from './RecycleBin.module.css';

const mostColumns = 4;

export function RecycleBin({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { form: key = '' } = useParams();
  const navigate = useNavigate();
  const form = useForm(app.key, key);
  return (
    <Sheet title={form.data ? t('bin.title', { form: form.data.title }) : t('bin.open')} lead={<Button variant="quiet" icon="left" label={t('common.back')} onClick={() => void navigate(`/apps/${app.key}/${key}`)} />} scrolls>
      {form.isPending && (
        <LoadingState>
          <Skeleton rows={8} />
        </LoadingState>
      )}
      {form.isError && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {form.data && (form.data.may.delete ? <Deleted app={app.key} form={form.data} /> : <ClosedState />)}
    </Sheet>
  );
}

function Deleted({ app, form }: { app: string; form: FormInfo }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const show = useToasts((store) => store.show);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const wanted = useDeferredValue(search.trim());
  const found = useDeleted(app, form.key, wanted);
  const restore = useRestoreSeveral(app, form.key);
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const first = found.data?.pages[0];
  const free = rows.filter((row) => !row.merged).map((row) => row.id);
  const columns = form.fields.filter((field) => field.key !== form.title_field && !fieldView(field.type)?.sheet).slice(0, mostColumns);
  const take = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  const bring = (ids: string[]) =>
    restore.mutate(ids, {
      onSuccess: () => {
        show(t('bin.restored', { count: ids.length }));
        setChosen(chosen.filter((id) => !ids.includes(id)));
      },
    });
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <span className={styles.search}>
          <TextInput size="small" icon="search" type="search" label={t('common.search')} placeholder={t('bin.search')} value={search} onChange={setSearch} />
        </span>
        {first?.total !== undefined && first.total !== null && <span className={styles.note} role="status">{t('bin.count', { count: first.total, shown: countText(first.total, first.total_exact, i18n.language) })}</span>}
        <span className={styles.grow} />
        <Button variant="solid" size="small" disabled={chosen.length === 0} busy={restore.isPending} onClick={() => bring(chosen)}>
          {chosen.length > 0 ? t('bin.restoreSome', { count: chosen.length }) : t('bin.restore')}
        </Button>
      </div>
      {restore.isError && <Banner tone="bad" title={t('bin.notRestored')}>{restore.error.message}</Banner>}
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={8} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && rows.length === 0 && (wanted ? <NoMatchState title={t('bin.noMatch', { text: wanted })} actions={<Button onClick={() => setSearch('')}>{t('common.clear')}</Button>} /> : <EmptyState icon="trash" title={t('bin.empty')}>{t('bin.emptyWords')}</EmptyState>)}
      {rows.length > 0 && (
        <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>
                <Checkbox label={t('bin.all')} checked={free.length > 0 && free.every((id) => chosen.includes(id))} onChange={(on) => setChosen(on ? free : [])} />
              </th>
              <th scope="col">{form.title}</th>
              {columns.map((field) => (
                <th key={field.key} scope="col" className={styles.more}>
                  {field.title}
                </th>
              ))}
              <th scope="col">{t('bin.by')}</th>
              <th scope="col">{t('bin.at')}</th>
              <th aria-label={t('bin.restore')} />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const title = titleOf(form, row);
              return (
                <tr key={row.id}>
                  <td>
                    <Checkbox label={title} checked={chosen.includes(row.id)} disabled={row.merged} onChange={(on) => take(row.id, on)} />
                  </td>
                  <th scope="row">{title}</th>
                  {columns.map((field) => (
                    <td key={field.key} className={styles.more}>
                      <Value field={field} record={row} app={app} />
                    </td>
                  ))}
                  <td>{row.labels.updated_by ?? '—'}</td>
                  <td className={styles.when}>{shortMoment(row.deleted_at, now)}</td>
                  <td className={styles.act}>
                    {row.merged ? (
                      <span className={styles.note}>{t('bin.merged')}</span>
                    ) : (
                      <Button size="small" aria-label={`${t('bin.restore')} · ${title}`} disabled={restore.isPending} onClick={() => bring([row.id])}>
                        {t('bin.restore')}
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        </div>
      )}
      {found.hasNextPage && (
        <p className={styles.next}>
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('bin.next')}
          </Button>
        </p>
      )}
    </div>
  );
}
