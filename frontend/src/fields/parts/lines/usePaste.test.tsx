/** Pasting into a grid: one cell fills what is selected, many are taken whole or not at all, and never more than there is room for. */
import { act, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { field } from '../../../form/fixture';
import { Problem } from '../../../lib/problems';
import { usePaste, type CellProblem, type Refused } from './usePaste';
import type { LineColumn } from './model';

const columns: LineColumn[] = [field('name', 'text'), field('sum', 'formula', { access: 'read' }), field('count', 'integer')];
const range = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right });

function pasting(answer: CellProblem[] | Error = [], most = Infinity) {
  const take = vi.fn((_columns: LineColumn[], _cells: string[][], _top: number) => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)));
  const onTaken = vi.fn();
  const { result } = renderHook(() => usePaste({ columns, isOpen: ({ access }) => access === 'write', take, onTaken, tooMany: (top, rows) => (top + rows > most ? `${most - top}` : null) }));
  return { take, onTaken, result, paste: (...what: Parameters<typeof result.current.paste>) => act(async () => result.current.paste(...what)) };
}

test('cells of columns one cannot fill are passed over', async () => {
  const { take, onTaken, paste } = pasting();
  await paste(range(2, 0), [['a', '9', '1'], ['b']]);
  expect(take.mock.calls[0]?.[0].map(({ key }) => key)).toEqual(['name', 'count']);
  expect(take.mock.calls[0]?.slice(1)).toEqual([[['a', '1'], ['b', '']], 2]);
  expect(onTaken).toHaveBeenCalledWith(range(2, 0, 3, 2));
});

test('one cell fills all that is selected', async () => {
  const { take, paste } = pasting();
  await paste(range(0, 0, 2, 0), [['x']]);
  expect(take.mock.calls[0]?.[1]).toEqual([['x'], ['x'], ['x']]);
});

test('what was refused is told with its reasons, and goes again with those that names mean', async () => {
  const problem: CellProblem = { row: 0, column: 'name', text: 'x', message: 'Which', candidates: [{ id: '1', name: 'X' }] };
  const { take, onTaken, result, paste } = pasting([problem]);
  await paste(range(0, 0), [['x']]);
  expect(result.current.pasting).toMatchObject({ state: 'refused', problems: [problem], top: 0 });
  expect(onTaken).not.toHaveBeenCalled();

  take.mockResolvedValueOnce([]);
  await act(async () => result.current.choose(result.current.pasting as Refused<LineColumn>, { 'name/x': '1' }));
  expect(take.mock.calls[1]?.[1]).toEqual([['1']]);
  expect(result.current.pasting).toBeNull();
});

test('more rows than there is room for are refused before anybody is asked', async () => {
  const { take, result, paste } = pasting([], 3);
  await paste(range(2, 0), [['a'], ['b']]);
  expect(take).not.toHaveBeenCalled();
  expect(result.current.pasting).toEqual({ state: 'failed', sentence: '1' });
});

test('a failure says why, where the server did', async () => {
  const told = pasting(new Problem({ title: 'Too many', status: 422, code: 'limit', type: '' } as never));
  await told.paste(range(0, 0), [['x']]);
  expect(told.result.current.pasting).toEqual({ state: 'failed', sentence: 'Too many' });
  const silent = pasting(new Error('offline'));
  await silent.paste(range(0, 0), [['x']]);
  expect(silent.result.current.pasting).toEqual({ state: 'failed', sentence: null });
});
