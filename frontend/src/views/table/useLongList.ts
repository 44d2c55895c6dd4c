/** The records of a list of any length, in blocks of a hundred: those in sight are asked for, wherever one jumps to. A block
 * begins where the one before it ended, or so many rows after the nearest end that is known. */
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { pageOf, type RecordQuery } from '../../api/records';
import { keys } from '../../api/queries';
import type { RecordPage } from '../../api/types';
import { figuresOf } from '../../api/views';
import { blockRows, rowsInBlocks, type Rows } from './items';

/** So many blocks stay at hand; those looked at longest ago are let go. */
const mostBlocks = 40;

export interface LongList {
  rows: Rows;
  total: number | null;
  exact: boolean;
  pending: boolean;
  fetching: boolean;
  error: Error | null;
  retry: () => void;
}

export function useLongList(app: string, form: string, query: RecordQuery, [from, to]: readonly [number, number], enabled: boolean): LongList {
  const mark = JSON.stringify(query);
  const [known, setKnown] = useState<{ mark: string; blocks: readonly number[]; ends: Map<number, string> }>({ mark, blocks: [], ends: new Map() });
  if (known.mark !== mark) setKnown({ mark, blocks: [], ends: new Map() });
  const { ends } = known;
  const blockOf = (block: number) => ({
    queryKey: [...keys.records(app, form), query, 'block', block],
    queryFn: async () => {
      let near = block;
      while (near > 0 && !ends.has(near)) near -= 1;
      const page = await pageOf(app, form, query, { limit: blockRows, cursor: ends.get(near), skip: (block - near) * blockRows, count: block === 0 });
      if (page.next_cursor) ends.set(block + 1, page.next_cursor);
      return page;
    },
  });
  const first = useQuery({ ...blockOf(0), enabled, placeholderData: keepPreviousData });
  const counted = first.data?.total ?? null;
  const exact = first.data?.total_exact ?? true;
  // A long list is counted beside its first rows, so that the scroll bar tells of all of it.
  const whole = useQuery({ ...figuresOf(app, form, { filter: query.filter, search: query.search }), enabled: enabled && first.isSuccess && !exact, staleTime: 60_000 });
  const total = exact ? counted : (whole.data?.total ?? counted);

  const last = Math.max(0, Math.ceil((total ?? 0) / blockRows) - 1);
  const inSight = useMemo(() => Array.from({ length: Math.max(0, Math.min(to, last) - from + 1) }, (_, place) => from + place).filter((block) => block > 0), [from, to, last]);
  if (inSight.some((block) => !known.blocks.includes(block))) setKnown({ ...known, blocks: [...known.blocks.filter((block) => !inSight.includes(block)), ...inSight].slice(-mostBlocks) });
  const others = useQueries({
    queries: known.blocks.map((block) => ({ ...blockOf(block), enabled: enabled && inSight.includes(block), staleTime: Infinity })),
    combine: (all) => ({ pages: all.map(({ data }) => data as RecordPage | undefined), fetching: all.some(({ isFetching }) => isFetching), error: all.find(({ error }) => error)?.error ?? null }),
  });
  const rows = useMemo(() => {
    const blocks = new Map(known.blocks.flatMap((block, place) => (others.pages[place] ? [[block, others.pages[place].items] as const] : [])));
    blocks.set(0, first.data?.items ?? []);
    // Where the list ends is known from its last block, whatever was counted before others wrote.
    const end = first.data && first.data.next_cursor === null ? 0 : known.blocks.find((_, place) => others.pages[place]?.next_cursor === null);
    const reached = Math.max(...[...blocks].map(([block, items]) => (items.length > 0 ? block * blockRows + items.length : 0)));
    return rowsInBlocks(blocks, end === undefined ? Math.max(total ?? 0, reached) : end * blockRows + (blocks.get(end)?.length ?? 0));
  }, [known.blocks, others.pages, first.data, total]);
  return {
    rows,
    total,
    exact: exact || whole.data !== undefined,
    pending: first.isPending,
    fetching: (first.isFetching && !first.isPending) || others.fetching,
    error: first.error ?? others.error,
    retry: () => void first.refetch(),
  };
}
