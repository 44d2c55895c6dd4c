/** A related list being filled: rows saved one by one, several at once or none, warnings asked, nothing typed lost. */
import { act, renderHook, waitFor } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { expect, test } from 'vitest';
import { field, inquiry } from '../../../form/fixture';
import { fakeServer, refusal, Surroundings } from '../../../lib/fakeServer';
import '../../../lib/fields';
import { useRelated } from './useRelated';

const form = inquiry({ key: 'stop', fields: [field('tour', 'reference'), field('name', 'text', { required: true }), field('count', 'integer')] });
const path = '/apps/demo/forms/stop';
const record = (id: string, name: string, revision = 1) => ({ id, revision, values: { tour: 't', name, count: 1 }, labels: {} });
const wrapper = ({ children }: { children: ReactNode }) => createElement(Surroundings, null, children);
const warned = () => refusal(422, 'checks.unconfirmed', 'Look', { errors: [{ detail: 'That is many', check: 'many', pointer: '/values/count' }] });

async function opened(answers: Record<string, unknown> = {}) {
  const asked = fakeServer({ [`GET ${path}`]: form, [`GET ${path}/records`]: { items: [record('a', 'A'), record('b', 'B')], next_cursor: null, total: 2 }, ...answers });
  const { result } = renderHook(() => useRelated({ form: 'stop', by: 'tour' }, 'demo', 't', true), { wrapper });
  await waitFor(() => expect(result.current.ready).toBe(true));
  const sent = () => asked.filter(({ method }) => method !== 'GET');
  const row = (place: number) => result.current.rows[place]!;
  const type = (place: number, key: string, value: unknown) => act(() => result.current.type(row(place), key, value));
  return { result, sent, row, type };
}

test('a row is saved with what was typed into it, once, and undone with what it was', async () => {
  const { result, sent, row, type } = await opened({ [`PATCH ${path}/records/a`]: record('a', 'Z', 2), [`POST ${path}/together`]: { created: [], changed: [{ id: 'a', revision: 3 }], restored: [] } });
  type(0, 'name', 'Z');
  await act(async () => void (await Promise.all([result.current.save(row(0)), result.current.save(row(0))])));
  expect(sent().map(({ body }) => body)).toEqual([{ values: { name: 'Z' }, confirmed: [] }]);
  expect(result.current.isUnsaved(row(0))).toBe(false);

  await act(async () => result.current.undo());
  await waitFor(() => expect(sent().at(-1)?.body).toMatchObject({ change: [{ id: 'a', revision: 2, values: { name: 'A' } }] }));
});

test('a row that was refused keeps what was typed, is told at its cell, and keeps the form back', async () => {
  const { result, row, type } = await opened({ [`PATCH ${path}/records/b`]: () => refusal(422, 'request.invalid', 'Mend', { errors: [{ pointer: '/values/name', detail: 'Taken' }] }) });
  type(1, 'name', 'A');
  let kept: string | null = null;
  await act(async () => {
    kept = await result.current.saveAll();
  });
  expect(kept).toContain('第 2 行');
  expect([row(1).name, result.current.faults['b/name']]).toEqual(['A', 'Taken']);

  act(() => result.current.forget(['b']));
  await act(async () => {
    kept = await result.current.saveAll();
  });
  expect([kept, row(1).name]).toEqual([null, 'B']);
});

test('warnings about pasted rows are asked about, and the same rows go again with the answer', async () => {
  const done = { done: { created: [{ id: 'c', revision: 1 }], changed: [], restored: [] }, problems: [] };
  const { result, sent } = await opened({ [`POST ${path}/cells`]: ({ body }: { body: { confirmed: string[] } }) => (body.confirmed.includes('many') ? done : warned()) });
  const columns = [form.fields[1]!, form.fields[2]!];
  await act(async () => expect(await result.current.paste(columns, [['C', '99']], 2)).toBeNull());
  expect(result.current.note?.text).toBe('That is many');

  await act(async () => result.current.note?.act?.run());
  await waitFor(() => expect(sent().map(({ body }) => body.confirmed)).toEqual([[], ['many']]));
  expect(sent()[1]?.body).toMatchObject({ columns: ['name', 'count'], rows: [['C', '99']], onto: [null], common: { tour: 't' } });
});

test('pasted cells that cannot be read are given back, and nothing is kept to undo', async () => {
  const problems = [{ row: 0, column: 'count', text: 'x', message: 'A number', candidates: [] }];
  const { result, sent } = await opened({ [`POST ${path}/cells`]: { done: null, problems } });
  await act(async () => expect(await result.current.paste([form.fields[2]!], [['x']], 0)).toEqual(problems));
  expect(sent()[0]?.body.onto).toEqual([{ id: 'a', revision: 1 }]);
  await act(async () => result.current.undo());
  expect(sent()).toHaveLength(1);
});

test('several rows filled are one request; a refusal stands at its row and nothing is forgotten', async () => {
  const { result, sent, row } = await opened({ [`POST ${path}/together`]: () => refusal(422, 'request.invalid', 'Mend', { errors: [{ pointer: '/change/1/values/count', detail: 'Too many' }] }) });
  await act(async () => result.current.fill(result.current.rows, () => ({ count: 9 })));
  expect(sent()[0]?.body.change.map((one: { id: string }) => one.id)).toEqual(['a', 'b']);
  expect([row(1).count, result.current.faults['b/count']]).toEqual([9, 'Too many']);
});

test('deleted rows come back by undoing', async () => {
  const { result, sent } = await opened({ [`POST ${path}/together`]: { created: [], changed: [], restored: [] } });
  await act(async () => result.current.remove(result.current.rows.slice(0, 1)));
  await act(async () => result.current.note?.act?.run());
  await waitFor(() => expect(sent().map(({ body }) => body)).toEqual([{ delete: [{ id: 'a', revision: 1 }] }, { restore: ['a'] }]));
});
