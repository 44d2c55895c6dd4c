import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { fakeServer } from '../lib/fakeServer';
import { useImport, useImportPreview, useSetUp } from './imports';
import { keys } from './queries';
import type { ImportInfo } from './types';

const job = (joined: string[]) => ({ id: 'i', state: 'draft', columns: [], options: { joined }, sheet: { sheet: 'S', header_row: 1 } }) as unknown as ImportInfo;

test('two wishes in a row both stay shown, and what they do is asked once the server knows of both', async () => {
  const cache = new QueryClient();
  cache.setQueryData(keys.import('i'), job([]));
  cache.setQueryDefaults(keys.import('i'), { staleTime: Infinity });
  const asked = fakeServer({
    'PATCH /imports/i': async ({ body }: { body: { options: { joined: string[] } } }) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return job(body.options.joined);
    },
    'GET /imports/i/preview': { complete: true },
  });
  const shown: string[][] = [];
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={cache}>{children}</QueryClientProvider>;
  const { result } = renderHook(
    () => {
      const now = useImport('i').data as ImportInfo;
      shown.push(now.options.joined);
      return { setUp: useSetUp('i'), preview: useImportPreview(now) };
    },
    { wrapper },
  );
  await waitFor(() => expect(result.current.preview.isPlaceholderData).toBe(false));

  act(() => {
    result.current.setUp.mutate({ options: { joined: ['a'] } });
    result.current.setUp.mutate({ options: { joined: ['a', 'b'] } });
  });
  await waitFor(() => expect(asked.map((one) => one.method)).toEqual(['GET', 'PATCH', 'PATCH', 'GET']));
  const both = shown.findIndex((joined) => joined.length === 2);
  expect(shown.slice(both).every((joined) => joined.length === 2)).toBe(true);
});
