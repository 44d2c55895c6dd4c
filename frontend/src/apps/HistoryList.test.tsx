/** What happened to a record, as it grows while one looks. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { HistoryEntry } from '../api/types';
import { HistoryList } from './HistoryList';

/** An entry of the change `id` that sets one field. */
function set(id: string, title: string): HistoryEntry {
  return {
    id,
    action: 'change',
    at: '2026-01-05T01:00:00Z',
    provenance: 'flow',
    actor: { name: '流程' },
    changes: [{ field: title, title, before_text: null, after_text: '1' }],
    source: null,
    warned: [],
  } as unknown as HistoryEntry;
}

const shown = () => screen.getAllByRole('term').map((title) => title.textContent);

test('what one transaction changed in two steps is told once each, also when more comes', () => {
  const list = (entries: HistoryEntry[]) => (
    <QueryClientProvider client={new QueryClient()}>
      <HistoryList entries={entries} />
    </QueryClientProvider>
  );
  const first = [set('a', '分派时间'), set('a', '跟进人')];
  const { rerender } = render(list(first));
  rerender(list([set('c', '状态'), set('b', '分派时间'), set('b', '跟进人'), ...first]));
  expect(shown()).toEqual(['状态', '分派时间', '跟进人', '分派时间', '跟进人']);
});
