import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { between, useSelection } from './selection';

it('reaches from the row that was chosen last, both ways', () => {
  expect(between(['a', 'b', 'c', 'd'], 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(between(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['b', 'c', 'd']);
  const { result } = renderHook(() => useSelection());
  act(() => result.current.toggle('b'));
  act(() => result.current.reach(['a', 'b', 'c', 'd'], 'd'));
  act(() => result.current.toggle('c'));
  expect([...result.current.ids]).toEqual(['b', 'd']);
});

it('all that the filter finds ends with the next single choice', () => {
  const { result } = renderHook(() => useSelection());
  act(() => result.current.all());
  expect(result.current.whole).toBe(true);
  act(() => result.current.toggle('a'));
  expect([result.current.whole, ...result.current.ids]).toEqual([false, 'a']);
});
