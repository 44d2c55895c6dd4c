/** A record read in the layout of its form. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import type { LayoutItem } from '../api/types';
import { field, inquiry, saved, section } from '../form/fixture';
import { Facts } from './Facts';

const real = globalThis.fetch;

afterEach(() => {
  globalThis.fetch = real;
});

function item(key: string, type: string, settings: Record<string, unknown>, items: LayoutItem[] = []): LayoutItem {
  return { key, type, settings, items };
}

test('a record is read as its form is laid out: tabs, words, a section that folds, a move that can be made now', async () => {
  const status = field('status', 'stage', { title: '状态', settings: { stages: ['new', 'won'], moves: [{ key: 'win', from: 'new', to: 'won' }, { key: 'back', from: 'won', to: 'new' }] } });
  const layout = [
    item('hint', 'text', { text: '先问**预算**', tone: 'note' }),
    item('parts', 'tabs', {}, [
      item('one', 'tab', { tab: '金额' }, [section('a', '钱', ['amount'], { collapsible: 'closed' }), item('win', 'button', { button: '赢了', do: { move: { status: 'win' } } }), item('back', 'button', { button: '退回', do: { move: { status: 'back' } } })]),
      item('two', 'tab', { tab: '其他' }, [section('b', null, ['name', 'why'])]),
    ]),
  ];
  const info = inquiry({ layout, fields: [...inquiry().fields, status] });
  const sent: unknown[] = [];
  globalThis.fetch = async (request) => {
    sent.push(await (request as Request).json());
    return new Response(JSON.stringify(saved({}, 2)), { status: 200, headers: { 'Content-Type': 'application/json' } });
  };
  const record = saved({ name: '恒泰', amount: '12', status: 'new', pace: 'calm', why: null }, 1);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <Facts app="demo" form={info} record={record} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  const user = userEvent.setup();
  expect(screen.getByText('预算').tagName).toBe('STRONG');
  expect((await screen.findByText('金额', { selector: 'dt' })).closest('[hidden]')).not.toBeNull();
  await user.click(screen.getByRole('button', { name: '钱' }));
  expect(screen.getByText('金额', { selector: 'dt' }).closest('[hidden]')).toBeNull();
  // What a rule hides and says nothing is absent, once conditions can be judged.
  await user.click(screen.getByRole('tab', { name: '其他' }));
  await waitFor(() => expect(screen.queryByText('原因')).toBeNull());
  expect(screen.queryByRole('button', { name: '退回' })).toBeNull();
  await user.click(screen.getByRole('tab', { name: '金额' }));
  await user.click(screen.getByRole('button', { name: '赢了' }));
  await waitFor(() => expect(sent).toEqual([{ values: { status: 'won' }, confirmed: [] }]));
});
