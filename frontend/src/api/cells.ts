/** Cells of a table written in place: the rows in sight are brought up to date where they stand, and only figures over them are asked anew. */
import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { RecordItem, RecordPage, Schemas, Values } from './types';

export type Deeds = Schemas['DeedsBody'];
export type PasteBody = Schemas['PasteBody'];

const place = '/api/v1/apps/{app}/forms/{form}';
/** As many as one condition may name. */
const most = 200;

export function useCellWrites(app: string, form: string) {
  const cache = useQueryClient();
  const path = { app, form };

  const put = (records: readonly RecordItem[]) => {
    const known = new Map(records.map((record) => [record.id, record]));
    cache.setQueriesData<unknown>({ queryKey: keys.records(app, form) }, (data: unknown) => brought(data, known));
    void cache.invalidateQueries({ queryKey: keys.records(app, form), predicate: ({ queryKey }) => typeof queryKey[3] === 'string' });
    for (const record of records) void cache.invalidateQueries({ queryKey: keys.record(app, form, record.id) });
  };
  /** Asks for these rows again, and for nothing else. */
  const refresh = async (ids: readonly string[]) => {
    for (let begin = 0; begin < ids.length; begin += most) {
      const value = ids.slice(begin, begin + most);
      const query = { limit: most, filter: JSON.stringify({ field: 'id', operator: 'one_of', value }) };
      put((await answer(client.GET(`${place}/records`, { params: { path, query } }))).items);
    }
  };
  /** Rows came or went: the list begins anew. */
  const reload = () => Promise.all([cache.resetQueries({ queryKey: keys.records(app, form) }), cache.invalidateQueries({ queryKey: keys.apps })]);

  return {
    put,
    refresh,
    reload,
    async change({ id, revision, values, confirmed }: { id: string; revision: number; values: Values; confirmed: string[] }): Promise<RecordItem> {
      const saved = await answer(client.PATCH(`${place}/records/{id}`, { params: { path: { ...path, id }, header: { 'If-Match': `"${revision}"` } }, body: { values, confirmed } }));
      put([saved]);
      return saved;
    },
    together: (deeds: Deeds) => answer(client.POST(`${place}/together`, { params: { path }, body: deeds })),
    paste: (body: PasteBody) => answer(client.POST(`${place}/cells`, { params: { path }, body })),
  };
}

type Known = ReadonlyMap<string, RecordItem>;

/** A list of records, by pages or whole, with those records as they are now; any other answer as it is. */
function brought(data: unknown, known: Known): unknown {
  if (!data || typeof data !== 'object') return data;
  if ('pages' in data) {
    const all = data as InfiniteData<RecordPage, string>;
    return { ...all, pages: all.pages.map((page) => withKnown(page, known)) };
  }
  return 'next_cursor' in data ? withKnown(data as RecordPage, known) : data;
}

function withKnown(page: RecordPage, known: Known): RecordPage {
  return page.items.some(({ id }) => known.has(id)) ? { ...page, items: page.items.map((item) => known.get(item.id) ?? item) } : page;
}
