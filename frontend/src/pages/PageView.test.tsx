import { fireEvent, render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Route, Routes, useLocation } from 'react-router';
import type { AppInfo, Session } from '../api/types';
import { SessionContext } from '../desk/session';
import { fakeServer, Surroundings } from '../lib/fakeServer';
import { PageView } from './PageView';

const app = { key: 'demo', title: '演示', version: '1', forms: [], workflows: [] } as unknown as AppInfo;
const session = { person: { id: 'p' }, may: [] } as unknown as Session;
const metric = { app: 'demo', key: 'orders', title: '订单', unit: null, shown: 'count', good: 'high', by_period: true, dimensions: [], description: null, source_note: null, permitted: true };
const figure = { period: '2026-01', kind: 'all', key: null, label: null, value: '41', records: 41, verdict: 'yellow', target: '50', limit: { of: ['A'], since: '2026-07-01', until: null }, compared: null };
const period = { key: '2026-01', unit: 'month', first: '2026-01-01', last: '2026-01-31', running: false };
const blocks = [
  { key: 'n', type: 'number', title: '订单', width: 3, rows: 1, follows: ['period', 'region'], narrows: true },
  { key: 'c', type: 'ranking', title: '成本', width: 3, rows: 1, follows: ['period'], narrows: true },
  { key: 'f', type: 'table', title: '区域', width: 6, rows: 1, follows: ['period'], narrows: true },
  { key: 't', type: 'text', title: '说明', width: 12, rows: 1, follows: [], narrows: false },
];
const layout = {
  app: 'demo', key: 'board', title: '经营', description: null, blocks,
  filters: [
    { key: 'period', title: '期间', control: 'period', value: '2026-01', options: [] },
    { key: 'region', title: '区域', control: 'options', value: null, options: [{ value: 'east', label: '华东' }] },
  ],
};
const plain = { answer: null, problem: null, period: '2026-01', narrowed: {} };
const answers = {
  as_of: '2026-02-01T00:00:00Z', filters: { period: '2026-01', region: null }, period,
  blocks: [
    { ...plain, key: 'n', state: 'ready', narrowed: { 'customer.region': 'east' }, answer: { metric, period, compare: 'previous', figure, way: [], mover: null } },
    { ...plain, key: 'c', state: 'closed', problem: { title: '', status: 403, code: 'metric.not_permitted', detail: '你无权查看' } },
    { ...plain, key: 'f', state: 'failed', problem: { title: '', status: 503, code: 'unavailable', detail: '暂时不可用' } },
    { ...plain, key: 't', state: 'ready', answer: { paragraphs: ['每周一看'] } },
  ],
};

function show(at = '/demo/board') {
  const asked = fakeServer({
    'GET /apps/demo/pages/board': layout,
    'GET /apps/demo/pages/board/answers': answers,
    'GET /apps/demo/metrics': { items: [metric] },
    'GET /apps/demo/pages': { items: [] },
    'GET /homes': { items: [], chosen: null },
    'GET /clock': { now: '2026-02-01T00:00:00Z', offset_s: 0 },
  });
  render(
    <Surroundings at={at}>
      <SessionContext value={session}>
        <Routes>
          <Route path=":app/:page" element={<PageView app={app} />} />
        </Routes>
      </SessionContext>
      <Where />
    </Surroundings>,
  );
  return asked;
}

function Where() {
  return <output data-testid="where">{decodeURIComponent(useLocation().search)}</output>;
}

test('each block shows its own state, and the others stand', async () => {
  show();
  expect(await screen.findByRole('button', { name: '41' })).toBeTruthy();
  expect(within(screen.getByRole('article', { name: '订单' })).getByText('关注')).toBeTruthy();
  expect(within(screen.getByRole('article', { name: '订单' })).getByText(/^目标 ≥ 50.*（A，2026-07-01 起）$/)).toBeTruthy();
  expect(within(screen.getByRole('article', { name: '成本' })).getByText(/你无权查看/)).toBeTruthy();
  expect(within(screen.getByRole('article', { name: '区域' })).getByRole('button', { name: '重试' })).toBeTruthy();
  expect(screen.getByText('每周一看')).toBeTruthy();
});

test('what is chosen stands in the address, and a block that does not follow says so', async () => {
  show();
  await screen.findByRole('button', { name: '41' });
  fireEvent.change(screen.getByRole('combobox', { name: '区域' }), { target: { value: 'east' } });
  expect(screen.getByTestId('where').textContent).toBe('?f.region=east');
  expect(await within(screen.getByRole('article', { name: '成本' })).findByText('不随「区域」变化')).toBeTruthy();
  expect(within(screen.getByRole('article', { name: '订单' })).queryByText(/不随/)).toBeNull();
  expect(within(screen.getByRole('article', { name: '说明' })).queryByText(/不随/)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '季' }));
  expect(screen.getByTestId('where').textContent).toContain('f.period=2026-Q1');
  fireEvent.click(screen.getByRole('button', { name: '还原' }));
  expect(screen.getByTestId('where').textContent).toBe('');
});

test('a figure opens its records narrowed as it is', async () => {
  show();
  fireEvent.click(await screen.findByRole('button', { name: '41' }));
  expect(screen.getByTestId('where').textContent).toBe('?open=demo.orders&at=2026-01&only={"customer.region":"east"}');
});
