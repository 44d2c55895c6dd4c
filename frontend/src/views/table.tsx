/** The table: a form's records as rows, filtered by a sentence, with the chosen record beside them. */
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecords } from '../api/records';
import { useTellList } from '../apps/neighbours';
import { RecordDrawer } from '../apps/RecordDrawer';
import { useUrlState } from '../apps/urlState';
import { usePageKeys } from '../desk/shortcuts';
import { defineView, type ViewProps } from '../lib/defineView';
import { countText } from '../lib/numbers';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { BulkBar } from './table/BulkBar';
import { ChartPanel } from './table/ChartPanel';
import { columnsOf } from './table/columns';
import { FilterPanel } from './table/FilterPanel';
import { narrowed, readFilter, treeOf, type Conditions } from './table/filter';
import { Grid } from './table/Grid';
import { NoRows } from './table/NoRows';
import { useSelection } from './table/selection';
import { Toolbar } from './table/Toolbar';
import styles from './table/table.module.css';

export default defineView({ key: 'table', icon: 'table', title: 'table.title', bare: true, View: TableView });

function TableView({ app, form, view }: ViewProps) {
  const { t, i18n } = useTranslation();
  const [url, setUrl] = useUrlState();
  const [filtering, setFiltering] = useState(false);
  const [charting, setCharting] = useState(false);
  const searchBox = useRef<HTMLInputElement>(null);
  const search = url.get('search') ?? '';
  const conditions = useMemo(() => readFilter(url.get('filter'), form.fields), [url, form.fields]);
  const sort = url.get('sort') ?? view?.sort.join(',') ?? '';
  const query = useMemo(
    () => ({ filter: narrowed(view?.filter ?? null, conditions), sort: sort ? sort.split(',') : [], search }),
    [view, conditions, sort, search],
  );
  const records = useRecords(app, form.key, useDeferredValue(query));
  const rows = useMemo(() => records.data?.pages.flatMap((page) => page.items) ?? [], [records.data]);
  useTellList(app, form.key, useMemo(() => rows.map((row) => row.id), [rows]));
  const first = records.data?.pages[0];
  const open = url.get('open');
  const selection = useSelection();
  const choosing = selection.whole || selection.ids.size > 0;
  const openAt = (id: string | null) => setUrl({ open: id }, open === null);
  const step = (by: number) => {
    const at = rows.findIndex((row) => row.id === open);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next) openAt(next.id);
  };
  usePageKeys({ '/': () => searchBox.current?.focus(), f: () => setFiltering((was) => !was), j: () => step(1), k: () => step(-1) });
  const filtered = conditions.list.length > 0 || search !== '' || Boolean(view?.filter);
  const cols = url.get('cols') ?? view?.columns.join(',') ?? null;
  const columns = useMemo(() => columnsOf(form, cols), [form, cols]);
  const filterBy = (next: Conditions) => setUrl({ filter: next.list.length ? JSON.stringify(treeOf(next)) : null });

  return (
    <>
      <Toolbar form={form} searchBox={searchBox} filtering={filtering} onFiltering={() => setFiltering((was) => !was)} conditions={conditions.list.length} charting={charting} onCharting={() => setCharting((was) => !was)} cols={cols} total={first?.total ?? null} query={query} />
      <div className={styles.main}>
        <div className={styles.left}>
          {filtering && (
            <FilterPanel
              app={app}
              form={form}
              conditions={conditions}
              onChange={filterBy}
            />
          )}
          {charting && (
            <ChartPanel
              app={app}
              form={form}
              filter={query.filter}
              search={search}
              onOpen={(more) => filterBy({ join: 'all', list: [...(conditions.join === 'all' ? conditions.list : []).filter((one) => more.every((other) => other.field !== one.field)), ...more] })}
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
              selection={form.may.change || form.may.delete ? selection : undefined}
            />
          )}
          <footer className={styles.foot} aria-live="polite">
            {choosing && <BulkBar app={app} form={form} selection={selection} query={query} total={first?.total ?? null} />}
            {!choosing && first && (
              <span>
                <b>{first.total === null ? `${rows.length}${records.hasNextPage ? '+' : ''}` : countText(first.total, first.total_exact, i18n.language)}</b> {t('table.rows')}
              </span>
            )}
            {!choosing && records.isFetching && !records.isPending && <span>{t('states.loading.title')}</span>}
            {!choosing && <span className={styles.grow} />}
            {!choosing && <span className={styles.tip}>{t('table.tip')}</span>}
          </footer>
        </div>
        {open && <RecordDrawer key={open} app={app} form={form} id={open} onClose={() => setUrl({ open: null })} onStep={step} />}
      </div>
    </>
  );
}
