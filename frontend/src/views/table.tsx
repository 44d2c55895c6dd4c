/** The table: a form's records as rows, filtered by a sentence, grouped, summed up and written in place, with the chosen record beside them. */
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { Values } from '../api/types';
import { useFigures } from '../api/views';
import { useTellList } from '../apps/neighbours';
import { RecordDrawer } from '../apps/RecordDrawer';
import { useUrlState } from '../apps/urlState';
import { usePageKeys } from '../desk/shortcuts';
import { PasteRefused } from '../fields/parts/lines/PasteRefused';
import { defineView, type ViewProps } from '../lib/defineView';
import { isSingle, rangeOf, type Cursor } from '../ui/Grid/cursor';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { BulkDialog } from './table/BulkDialog';
import { ChartPanel } from './table/ChartPanel';
import { columnsOf, type Column } from './table/columns';
import { FilterPanel } from './table/FilterPanel';
import { narrowed, readFilter, treeOf, type Conditions } from './table/filter';
import { figureName } from './table/figures';
import { Foot } from './table/Foot';
import { Grid } from './table/Grid';
import { rowsOf } from './table/items';
import { NoRows } from './table/NoRows';
import { PastePreview } from './table/PastePreview';
import { RowMenu } from './table/RowMenu';
import { useSelection } from './table/selection';
import { actionsOf, dressOf, readState } from './table/state';
import { Toolbar } from './table/Toolbar';
import { useBlock } from './table/useBlock';
import { useCells } from './table/useCells';
import { useColumnActs } from './table/useColumnActs';
import { useGroups } from './table/useGroups';
import { useLongList } from './table/useLongList';
import { useMarks } from './table/useMarks';
import styles from './table/table.module.css';

export default defineView({ key: 'table', icon: 'table', title: 'table.title', bare: true, View: TableView });

const topBlocks = [0, 0] as const;

function TableView({ app, form, view }: ViewProps) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const [filtering, setFiltering] = useState(false);
  const [charting, setCharting] = useState(false);
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const [closed, setClosed] = useState<Column | null>(null);
  const [menu, setMenu] = useState<{ row: number; x: number; y: number } | null>(null);
  const [bulk, setBulk] = useState<{ values: Values; ids: string[] } | null>(null);
  const [blocks, setBlocks] = useState<readonly [number, number]>(topBlocks);
  const searchBox = useRef<HTMLInputElement>(null);
  const search = url.get('search') ?? '';
  const conditions = useMemo(() => readFilter(url.get('filter'), form.fields), [url, form.fields]);
  const state = useMemo(() => readState(url, view), [url, view]);
  const isReadable = (key: string) => form.fields.some((field) => field.key === key);
  const by = useMemo(() => state.group.filter((key) => form.fields.some((field) => field.key === key)), [state.group, form.fields]);
  const sort = state.sort.join(',');
  const query = useMemo(() => ({ filter: narrowed(view?.filter ?? null, conditions), sort: sort ? sort.split(',') : [], search }), [view, conditions, sort, search]);
  const asked = useDeferredValue(query);
  const names = Object.entries(state.totals).filter(([key]) => isReadable(key)).map(([key, kind]) => figureName(key, kind));
  const groups = useGroups(app, form, by, asked, names);
  const list = useLongList(app, form.key, asked, blocks, by.length === 0);
  const totals = useFigures(app, form.key, { figures: names, filter: asked.filter, search });
  const groupRows = useMemo(() => rowsOf(groups.items), [groups.items]);
  const items = by.length > 0 ? groupRows : list.rows;
  const ids = useMemo(() => items.here.flatMap((item) => (item.kind === 'record' ? item.record.id : [])), [items]);
  useTellList(app, form.key, ids);
  const total = by.length > 0 ? groups.total : list.total;
  const open = url.get('open');
  const selection = useSelection();
  const openAt = (id: string | null) => setUrl({ open: id }, open === null);
  const step = (way: number) => {
    const next = ids[Math.max(0, Math.min(ids.length - 1, ids.indexOf(open ?? '') + way))];
    if (next) openAt(next);
  };
  usePageKeys({ '/': () => searchBox.current?.focus(), f: () => setFiltering((was) => !was), j: () => step(1), k: () => step(-1) });
  const filtered = conditions.list.length > 0 || search !== '' || Boolean(view?.filter);
  const columns = useMemo(() => columnsOf(form, state.cols, state.widths), [form, state.cols, state.widths]);
  const filterBy = (next: Conditions) => setUrl({ filter: next.list.length ? JSON.stringify(treeOf(next)) : null });
  const cells = useCells(app, form);
  const block = useBlock({ form, items, columns, cells, more: by.length === 0 && !list.exact, grouped: by.length > 0, onBulk: (values, some) => setBulk({ values, ids: some }) });
  const actions = useMemo(() => actionsOf(view), [view]);
  const marks = useMarks(app, form, items, blocks, state.colors, actions);
  const columnActs = useColumnActs(columns, state);
  const source = by.length > 0 ? { pending: groups.pending, error: groups.error, retry: groups.retry } : { pending: list.pending, error: list.error, retry: list.retry };
  const standing = cursor && cursor.column >= 0 ? (columns[cursor.column] ?? null) : null;
  const menuItem = menu && items.at(menu.row);

  return (
    <>
      <Toolbar
        app={app}
        form={form}
        view={view}
        state={state}
        searchBox={searchBox}
        filtering={filtering}
        onFiltering={() => setFiltering((was) => !was)}
        conditions={conditions}
        charting={charting}
        onCharting={() => setCharting((was) => !was)}
        total={total}
        query={query}
        settings={() => dressOf(state, view)}
      />
      <div className={styles.main}>
        <div className={styles.left}>
          {filtering && <FilterPanel app={app} form={form} conditions={conditions} onChange={filterBy} />}
          {charting && (
            <ChartPanel
              app={app}
              form={form}
              query={query}
              columns={state.cols === null ? [] : columns.map((column) => column.field.key)}
              onOpen={(more) => filterBy({ join: 'all', list: [...(conditions.join === 'all' ? conditions.list : []).filter((one) => more.every((other) => other.field !== one.field)), ...more] })}
            />
          )}
          {source.pending && (
            <LoadingState what={form.title}>
              <Skeleton rows={12} />
            </LoadingState>
          )}
          {source.error && <ErrorState error={source.error} onRetry={source.retry} />}
          {!source.pending && !source.error && items.length === 0 && <NoRows app={app} form={form} filtered={filtered} conditions={conditions} />}
          {items.length > 0 && (
            <Grid
              app={app}
              form={form}
              columns={columns}
              items={items}
              state={state}
              columnActs={columnActs}
              hit={search}
              open={open}
              onOpen={openAt}
              selection={form.may.change || form.may.delete ? selection : undefined}
              cells={cells}
              block={block}
              cursor={cursor}
              onCursor={(next) => {
                setClosed(null);
                setCursor(next);
              }}
              colors={marks.colors}
              onFold={groups.fold}
              onMenu={(row, place) => setMenu({ row, ...place })}
              onClosed={setClosed}
              onSeen={(from, to) => setBlocks((now) => (now[0] === from && now[1] === to ? now : [from, to]))}
            />
          )}
          <Foot
            app={app}
            form={form}
            selection={selection}
            query={query}
            total={total}
            exact={by.length > 0 || list.exact}
            loaded={ids.length}
            fetching={list.fetching}
            figures={(totals.data?.figures ?? {}) as Record<string, unknown>}
            colors={state.colors}
            standing={standing}
            editing={cursor?.editing ?? false}
            block={cursor && cursor.column >= 0 && !isSingle(rangeOf(cursor)) ? rangeOf(cursor) : null}
            closed={closed}
            saving={cells.saving}
          />
        </div>
        {open && <RecordDrawer key={open} app={app} form={form} id={open} onClose={() => setUrl({ open: null })} onStep={step} />}
      </div>
      {menu && menuItem?.kind === 'record' && <RowMenu app={app} form={form} record={menuItem.record} actions={marks.actions(menuItem.record.id)} at={menu} cells={cells} onOpen={() => openAt(menuItem.record.id)} onClose={() => setMenu(null)} />}
      {block.preview && <PastePreview preview={block.preview} onPaste={block.confirm} onClose={block.forgetPreview} />}
      {block.pasting?.state === 'refused' && <PasteRefused refused={block.pasting} onChoose={(chosen) => block.pasting?.state === 'refused' && block.choose(block.pasting, chosen)} onClose={block.close} />}
      {block.pasting?.state === 'failed' && <p role="alert" className={styles.failed}>{block.pasting.sentence ?? t('cells.unreachable')} <button type="button" onClick={block.close}>{t('cells.seen')}</button></p>}
      {bulk && <BulkDialog app={app} form={form} deed="change" values={bulk.values} count={bulk.ids.length} which={{ ids: bulk.ids }} onClose={() => setBulk(null)} onDone={() => void cells.writes.reload()} />}
    </>
  );
}
