/** What a view shows: its own filter and order, and what the person narrows it by, which lives in the URL. */
import { useDeferredValue, useMemo } from 'react';
import type { RecordQuery } from '../../api/records';
import type { FieldInfo, FilterTree, FormInfo } from '../../api/types';
import type { ViewInfo } from '../../api/views';
import { useUrlState } from '../../apps/urlState';
import { narrowed, readFilter, treeOf, type Conditions } from '../table/filter';

export interface Narrowing {
  view: ViewInfo | null;
  query: RecordQuery;
  conditions: Conditions;
  filterBy: (next: Conditions) => void;
  /** Whether anything keeps records out of sight. */
  filtered: boolean;
}

export function useNarrowing(form: FormInfo, view: ViewInfo | null): Narrowing {
  const [url, setUrl] = useUrlState();
  const search = url.get('search') ?? '';
  const conditions = useMemo(() => readFilter(url.get('filter'), form.fields), [url, form.fields]);
  const query = useMemo(() => ({ filter: narrowed(view?.filter ?? null, conditions), sort: view?.sort ?? [], search }), [view, conditions, search]);
  return {
    view,
    query: useDeferredValue(query),
    conditions,
    filterBy: (next) => setUrl({ filter: next.list.length ? JSON.stringify(treeOf(next)) : null }),
    filtered: conditions.list.length > 0 || search !== '' || Boolean(view?.filter),
  };
}

/** The query with one more condition. */
export function also(query: RecordQuery, tree: FilterTree): RecordQuery {
  return { ...query, filter: query.filter ? { all: [query.filter, tree] } : tree };
}

/** The field that plays a part in the view; undefined where the view names none, or one that is hidden. */
export function playing(form: FormInfo, view: ViewInfo | null, part: string): FieldInfo | undefined {
  const key = view?.parts[part];
  return key === undefined ? undefined : form.fields.find((field) => field.key === key);
}

/** The fields a card tells below its title. */
export function told(form: FormInfo, view: ViewInfo | null, apart: (FieldInfo | undefined)[], most: number): FieldInfo[] {
  const left = new Set([form.title_field, ...apart.map((field) => field?.key)]);
  return (view?.columns ?? []).flatMap((key) => (left.has(key) ? [] : (form.fields.find((field) => field.key === key) ?? []))).slice(0, most);
}
