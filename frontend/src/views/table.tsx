/** The table: a form's records as rows, filtered by a sentence, with the chosen record beside them. */
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecords } from '../api/records';
import type { FilterTree } from '../api/types';
import { RecordDrawer } from '../apps/RecordDrawer';
import { useUrlState } from '../apps/urlState';
import { usePageKeys } from '../desk/shortcuts';
import { defineView, type ViewProps } from '../lib/defineView';
import { countText } from '../lib/numbers';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { columnsOf } from './table/columns';
import { FilterPanel } from './table/FilterPanel';
import { readFilter, type Conditions } from './table/filter';
import { Grid } from './table/Grid';
import { NoRows } from './table/NoRows';
import { Toolbar } from './table/Toolbar';
import styles from './table/table.module.css';

export default defineView({ key: 'table', icon: 'table', title: 'table.title', View: TableView });

function TableView({ app, form }: ViewProps) {
  const { t, i18n } = useTranslation();
  const [url, setUrl] = useUrlState();
  const [filtering, setFiltering] = useState(false);
  const searchBox = useRef<HTMLInputElement>(null);
  const search = url.get('search') ?? '';
  const conditions = useMemo(() => readFilter(url.get('filter'), form.fields), [url, form.fields]);
  const sort = url.get('sort') ?? '';
  const query = useMemo(
    () => ({ filter: conditions.list.length ? treeOf(conditions) : null, sort: sort ? sort.split(',') : [], search }),
    [conditions, sort, search],
  );
  const records = useRecords(app, form.key, useDeferredValue(query));
  const rows = useMemo(() => records.data?.pages.flatMap((page) => page.items) ?? [], [records.data]);
  const first = records.data?.pages[0];
  const open = url.get('open');
  const openAt = (id: string | null) => setUrl({ open: id }, open === null);
  const step = (by: number) => {
    const at = rows.findIndex((row) => row.id === open);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next) openAt(next.id);
  };
  usePageKeys({ '/': () => searchBox.current?.focus(), f: () => setFiltering((was) => !was), j: () => step(1), k: () => step(-1) });
  const filtered = conditions.list.length > 0 || search !== '';
  const columns = useMemo(() => columnsOf(form, url.get('cols')), [form, url]);

  return (
    <>
      <Toolbar form={form} searchBox={searchBox} filtering={filtering} onFiltering={() => setFiltering((was) => !was)} conditions={conditions.list.length} total={first?.total ?? null} />
      <div className={styles.main}>
        <div className={styles.left}>
          {filtering && (
            <FilterPanel
              app={app}
              form={form}
              conditions={conditions}
              onChange={(next) => setUrl({ filter: next.list.length ? JSON.stringify(treeOf(next)) : null })}
            />
          )}
          {records.isPending && (
            <LoadingState what={form.title}>
              <Skeleton rows={12} />
            </LoadingState>
          )}
          {records.isError && <ErrorState error={records.error} onRetry={() => void records.refetch()} />}
          {records.data && rows.length === 0 && <NoRows app={app} form={form} filtered={filtered} conditions={conditions} />}
          {rows.length > 0 && (
            <Grid
              app={app}
              form={form}
              columns={columns}
              rows={rows}
              total={first?.total ?? rows.length}
              sort={sort}
              onSort={(next) => setUrl({ sort: next })}
              dense={url.get('rows') === 'tight'}
              hit={search}
              open={open}
              onOpen={openAt}
              more={records.hasNextPage}
              onMore={() => void records.fetchNextPage()}
              fetching={records.isFetchingNextPage}
            />
          )}
          <footer className={styles.foot} aria-live="polite">
            {first && (
              <span>
                <b>{first.total === null ? `${rows.length}${records.hasNextPage ? '+' : ''}` : countText(first.total, first.total_exact, i18n.language)}</b> {t('table.rows')}
              </span>
            )}
            {records.isFetching && !records.isPending && <span>{t('states.loading.title')}</span>}
            <span className={styles.grow} />
            <span className={styles.tip}>{t('table.tip')}</span>
          </footer>
        </div>
        {open && <RecordDrawer key={open} app={app} form={form} id={open} onClose={() => setUrl({ open: null })} onStep={step} />}
      </div>
    </>
  );
}

function treeOf({ join, list }: Conditions): FilterTree {
  return join === 'any' ? { any: list } : { all: list };
}
