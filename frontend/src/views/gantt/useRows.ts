/** The rows of a plan: records under the one they are part of. What lies below is asked for as it is unfolded, many at once. */
import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { recordsBelow, useRecords, type RecordQuery } from '../../api/records';
import type { FieldInfo, FormInfo, RecordItem } from '../../api/types';
import { extentsOf, figuresOf, type ExtentInfo } from '../../api/views';
import { placeOf, within, type Place, type Times } from '../calendar/days';
import { also } from '../parts/useNarrowing';
import type { Scale } from '../timeline/scale';
import { placeOfAll } from './summed';

export interface Row {
  record: RecordItem;
  /** 1 for those at the top. */
  level: number;
  below: number;
  unfolded: boolean;
  /** Where its parts lie, for one that has parts and no days of its own. */
  summed: Place | null;
}

interface Asked {
  app: string;
  form: FormInfo;
  times: Times;
  parent: FieldInfo | undefined;
  scale: Scale;
  /** The view's own filter and what the person narrows it by; while he does, hits stand wherever they hang. */
  query: RecordQuery;
  searching: boolean;
}

const together = 50;
// So many plans are unfolded by themselves, so that one sees work and not names of projects.
const unfoldedAtFirst = 20;

export function useRows({ app, form, times, parent, scale, query, searching }: Asked) {
  const tree = parent !== undefined && !searching;
  const sort = useMemo(() => (times.starts.sortable ? [times.starts.key] : []), [times]);
  const top = useMemo(() => {
    const found = within({ ...query, sort: query.sort?.length ? query.sort : sort }, times, [scale.first, scale.last], times.starts.filters.includes('empty'));
    return tree ? also(found, { field: parent.key, operator: 'empty' }) : found;
  }, [query, sort, times, scale, tree, parent]);
  const records = useRecords(app, form.key, top, { limit: together });
  const roots = useMemo(() => records.data?.pages.flatMap((page) => page.items) ?? [], [records.data]);
  const [folds, setFolds] = useState<Record<string, boolean>>({});
  const unfolded = useMemo(() => {
    const atFirst = roots.slice(0, unfoldedAtFirst).map(({ id }) => id);
    return tree ? [...new Set([...atFirst, ...Object.keys(folds)])].filter((id) => folds[id] ?? true) : [];
  }, [tree, roots, folds]);
  const below = useMemo(() => ({ ...query, sort }), [query, sort]);
  const children = useQueries({
    queries: chunked(unfolded).map((ids) => recordsBelow(app, form.key, parent?.key ?? '', ids, below)),
    combine: collected,
  });
  const inSight = useMemo(() => [...roots, ...children.items], [roots, children.items]);
  const counts = useQueries({
    queries: (tree ? chunked(inSight.map(({ id }) => id)) : []).map((ids) => figuresOf(app, form.key, { field: parent?.key ?? '', ...also(query, { field: parent?.key ?? '', operator: 'one_of', value: ids }) })),
    combine: counted,
  });
  const dayless = useMemo(() => inSight.filter((record) => counts.has(record.id) && !placeOf(record, times)).map(({ id }) => id), [inSight, counts, times]);
  const { filter, search } = query;
  const extents = useQueries({
    queries: (tree ? chunked(dayless) : []).map((ids) => extentsOf(app, form.key, { parent: parent?.key ?? '', starts: times.starts.key, ends: times.ends?.key, ids, filter, search })),
    combine: lasting,
  });
  const rows = useMemo(() => {
    const open = new Set(unfolded);
    const under = new Map<unknown, RecordItem[]>();
    for (const record of parent ? children.items : []) {
      const above = record.values[parent?.key ?? ''];
      under.set(above, [...(under.get(above) ?? []), record]);
    }
    const found: Row[] = [];
    const seen = new Set<string>();
    const add = (record: RecordItem, level: number) => {
      if (seen.has(record.id)) return;
      seen.add(record.id);
      const number = counts.get(record.id) ?? 0;
      const extent = placeOf(record, times) ? undefined : extents.get(record.id);
      found.push({ record, level, below: number, unfolded: number > 0 && open.has(record.id), summed: extent ? placeOfAll(extent, times) : null });
      if (open.has(record.id)) for (const one of under.get(record.id) ?? []) add(one, level + 1);
    };
    for (const record of roots) add(record, 1);
    return found;
  }, [roots, children.items, counts, unfolded, parent, extents, times]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = records;
  return {
    records,
    rows,
    /** Whether some of what lies below is left out. */
    cut: children.cut,
    fold: useCallback((id: string, open: boolean) => setFolds((was) => ({ ...was, [id]: open })), []),
    more: useCallback(() => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    }, [hasNextPage, isFetchingNextPage, fetchNextPage]),
  };
}

function chunked(ids: string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / together) }, (_, at) => ids.slice(at * together, (at + 1) * together));
}

function collected(found: { data?: { items: RecordItem[]; cut: boolean } }[]) {
  return { items: found.flatMap(({ data }) => data?.items ?? []), cut: found.some(({ data }) => data?.cut) };
}

function counted(found: { data?: { items?: { value?: unknown; count: number }[] } }[]) {
  return new Map(found.flatMap(({ data }) => data?.items?.map((group) => [group.value, group.count] as const) ?? []));
}

function lasting(found: { data?: { items: ExtentInfo[] } }[]) {
  return new Map(found.flatMap(({ data }) => data?.items.map((one) => [one.id, one] as const) ?? []));
}
