/** What stands around every view but the table: its tools, the filter as a sentence, and the chosen record beside it. */
import { createContext, use, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { FormInfo } from '../../api/types';
import { useTellList } from '../../apps/neighbours';
import { RecordDrawer } from '../../apps/RecordDrawer';
import { useUrlState } from '../../apps/urlState';
import { usePageKeys } from '../../desk/shortcuts';
import { Button } from '../../ui/Button/Button';
import { FilterPanel } from '../table/FilterPanel';
import { SearchBox } from '../table/SearchBox';
import table from '../table/table.module.css';
import { SaveBar } from './SaveBar';
import type { Narrowing } from './useNarrowing';

interface Props {
  app: string;
  form: FormInfo;
  narrowing: Narrowing;
  /** The records in sight, in the order in which one goes through them. */
  ids: string[];
  tools?: ReactNode;
  foot?: ReactNode;
  /** What a saved view keeps beside filter, order and columns. */
  settings?: () => Record<string, unknown>;
  children: ReactNode;
}

export function ViewFrame({ app, form, narrowing, ids, tools, foot, settings, children }: Props) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const [filtering, setFiltering] = useState(false);
  const searchBox = useRef<HTMLInputElement>(null);
  const open = url.get('open');
  const elsewhere = use(OpenElsewhere);
  const count = narrowing.conditions.list.length;
  const step = (by: number) => {
    const next = ids[Math.max(0, Math.min(ids.length - 1, ids.indexOf(open ?? '') + by))];
    if (next) setUrl({ open: next });
  };
  useTellList(app, form.key, ids);
  usePageKeys({ '/': () => searchBox.current?.focus(), f: () => setFiltering((was) => !was), j: () => step(1), k: () => step(-1) });
  return (
    <>
      <div className={table.toolbar} role="toolbar" aria-label={t('views.toolbar')}>
        <Button size="small" variant="quiet" icon="filter" pressed={filtering || count > 0} aria-expanded={filtering} onClick={() => setFiltering((was) => !was)} title={`${t('table.filter')} F`}>
          {count > 0 ? t('table.filterCount', { count }) : t('table.filter')}
        </Button>
        {tools}
        <span className={table.grow} />
        {narrowing.view && <SaveBar app={app} form={form} view={narrowing.view} type={narrowing.view.type} columns={narrowing.view.columns} query={narrowing.query} sort={narrowing.view.sort} settings={settings} />}
        <SearchBox ref={searchBox} placeholder={t('table.search', { form: form.title })} />
      </div>
      <div className={table.main}>
        <div className={table.left}>
          {filtering && <FilterPanel app={app} form={form} conditions={narrowing.conditions} onChange={narrowing.filterBy} />}
          {children}
          {foot && (
            <footer className={table.foot} aria-live="polite">
              {foot}
            </footer>
          )}
        </div>
        {open && !elsewhere && <RecordDrawer key={open} app={app} form={form} id={open} onClose={() => setUrl({ open: null })} onStep={step} />}
      </div>
    </>
  );
}

/** Where a page has no room for a record beside the view: how it opens one. */
export const OpenElsewhere = createContext<((id: string) => void) | null>(null);

/** Opens a record beside the view, or where the page opens its records. */
export function useOpen(): [string | null, (id: string) => void] {
  const [url, setUrl] = useUrlState();
  const elsewhere = use(OpenElsewhere);
  const open = url.get('open');
  return [open, elsewhere ?? ((id) => setUrl({ open: id }, open === null))];
}
