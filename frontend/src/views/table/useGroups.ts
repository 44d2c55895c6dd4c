/** The rows of a grouped table: each group's head with its count and totals, and the records of those that are open,
 * asked for group by group. */
import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { answer, client } from '../../api/client';
import { keys } from '../../api/queries';
import type { RecordQuery } from '../../api/records';
import type { FilterTree, FormInfo } from '../../api/types';
import { figuresOf, type FigureGroup } from '../../api/views';
import { optionsOf } from '../parts/options';
import { also } from '../parts/useNarrowing';
import type { GroupHead, Item } from './items';

const pageRows = 100;

interface Level {
  path: string;
  values: unknown[];
}

const root: Level = { path: '[]', values: [] };
const pathOf = (values: unknown[]) => JSON.stringify(values);
const isIn = (field: string, value: unknown): FilterTree => (value === null ? { field, operator: 'empty' } : { field, operator: 'equal', value });

export interface Grouped {
  items: Item[];
  total: number | null;
  pending: boolean;
  error: Error | null;
  retry: () => void;
  fold: (path: string, open: boolean | null) => void;
  foldAll: () => void;
}

export function useGroups(app: string, form: FormInfo, by: string[], query: RecordQuery, figures: string[]): Grouped {
  const [folds, setFolds] = useState<{ by: string; open: readonly string[] | null; pages: Readonly<Record<string, string[]>> }>({ by: '', open: null, pages: {} });
  const mark = JSON.stringify([by, query]);
  // Another grouping or filter: what was open says nothing any more.
  if (folds.by !== mark) setFolds({ by: mark, open: null, pages: {} });
  const active = by.length > 0;
  const filterOf = (values: unknown[]) => values.reduce<RecordQuery>((found, value, depth) => also(found, isIn(by[depth] ?? '', value)), query);

  const [first] = useQueries({ queries: [{ ...figuresOf(app, form.key, { figures, field: by[0], filter: query.filter, search: query.search }), enabled: active }] });
  const tops = useMemo(() => inOrder(form, by[0], first?.data?.items ?? []), [form, by, first?.data]);
  const top = tops[0];
  // Until somebody opens or closes one, the first is open.
  const open = folds.open ?? (top ? [pathOf([top.value])] : []);
  const levels = open.map((path): Level => ({ path, values: JSON.parse(path) as unknown[] })).filter(({ values }) => active && values.length <= by.length);
  const inner = levels.filter(({ values }) => values.length < by.length);
  const leaves = levels.filter(({ values }) => values.length === by.length).flatMap((level) => (folds.pages[level.path] ?? ['']).map((cursor) => ({ ...level, cursor })));

  const below = useQueries({
    queries: inner.map(({ values }) => {
      const { filter, search } = filterOf(values);
      return figuresOf(app, form.key, { figures, field: by[values.length], filter, search });
    }),
  });
  const pages = useQueries({
    queries: leaves.map(({ values, cursor }) => {
      const { filter, search, sort } = filterOf(values);
      return {
        queryKey: [...keys.records(app, form.key), { filter, search, sort }, 'group', cursor],
        queryFn: () =>
          answer(
            client.GET('/api/v1/apps/{app}/forms/{form}/records', {
              params: {
                path: { app, form: form.key },
                query: { limit: pageRows, ...(filter ? { filter: JSON.stringify(filter) } : {}), ...(sort?.length ? { sort: sort.join(',') } : {}), ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) },
              },
            }),
          ),
      };
    }),
  });

  let number = 0;
  const put = (level: Level, groups: FigureGroup[], into: Item[]) => {
    const depth = level.values.length;
    for (const group of groups) {
      const values = [...level.values, group.value];
      const path = pathOf(values);
      const isOpen = open.includes(path);
      const head: GroupHead = { path, depth, field: by[depth] ?? '', value: group.value, label: group.label, count: group.count, figures: group.figures, open: isOpen, loading: false };
      into.push({ kind: 'group', key: `group ${path}`, head });
      if (!isOpen) continue;
      if (values.length < by.length) {
        const found = below[inner.findIndex((one) => one.path === path)];
        if (found?.data) put({ path, values }, inOrder(form, by[values.length], found.data.items ?? []), into);
        else head.loading = true;
        continue;
      }
      let seen = 0;
      let next: string | null = null;
      for (const [place, leaf] of leaves.entries()) {
        const page = leaf.path === path ? pages[place] : undefined;
        if (leaf.path === path && !page?.data) head.loading = true;
        for (const record of page?.data?.items ?? []) {
          number += 1;
          seen += 1;
          into.push({ kind: 'record', key: `${path} ${record.id}`, record, number });
        }
        if (page?.data) next = page.data.next_cursor;
      }
      const cursor: string | null = next;
      if (cursor !== null) {
        const onMore = () => setFolds((now) => ({ ...now, pages: { ...now.pages, [path]: [...(now.pages[path] ?? ['']), cursor] } }));
        into.push({ kind: 'more', key: `more ${path}`, left: group.count - seen, onMore });
      }
    }
    return into;
  };
  const items = active && first?.data ? put(root, tops, []) : [];
  const rest = first?.data?.rest ?? 0;
  if (rest > 0) items.push({ kind: 'rest', key: 'rest', count: rest });
  return {
    items,
    total: first?.data?.total ?? null,
    pending: active && (first?.isPending ?? false),
    error: first?.error ?? null,
    retry: () => void first?.refetch(),
    fold: (path, way) => setFolds((now) => ({ ...now, open: (way ?? !open.includes(path)) ? [...open.filter((one) => one !== path), path] : open.filter((one) => one !== path) })),
    foldAll: () => setFolds((now) => ({ ...now, open: [] })),
  };
}

/** Options stand in their own order, other values the most frequent first. */
function inOrder(form: FormInfo, key: string | undefined, groups: FigureGroup[]): FigureGroup[] {
  const field = form.fields.find((one) => one.key === key);
  const options = field ? optionsOf(field).map((option) => option.key) : [];
  if (options.length === 0) return groups;
  const place = (value: unknown) => (value === null || !options.includes(String(value)) ? options.length : options.indexOf(String(value)));
  return groups.toSorted((one, other) => place(one.value) - place(other.value));
}
