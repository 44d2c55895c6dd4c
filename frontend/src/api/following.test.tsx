import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useFollowing } from './following';
import { keys } from './queries';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a record is asked for again, quickly at first, and no more once the page is left', () => {
  const cache = new QueryClient();
  const asked = vi.spyOn(cache, 'invalidateQueries');
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={cache}>{children}</QueryClientProvider>;
  const { unmount } = renderHook(() => useFollowing('app', 'form', 'id'), { wrapper });

  vi.advanceTimersByTime(7_000);
  expect(asked).toHaveBeenCalledTimes(3);
  expect(asked).toHaveBeenCalledWith({ queryKey: keys.record('app', 'form', 'id') });
  vi.advanceTimersByTime(29_000);
  expect(asked).toHaveBeenCalledTimes(3);
  vi.advanceTimersByTime(1_000);
  expect(asked).toHaveBeenCalledTimes(4);
  unmount();
  vi.advanceTimersByTime(120_000);
  expect(asked).toHaveBeenCalledTimes(4);
});
