import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import type { Session } from '../api/types';
import { SessionContext } from '../desk/session';
import { fakeServer, Surroundings } from '../lib/fakeServer';
import { ObligationPage } from './ObligationPage';

const app = { key: 'shop', title: '门店', version: '1.0.0', summary: null, on_pilot: false, forms: [], workflows: [] };
const one = { key: 'daily', title: '日报应交', description: null, words: '销售每个工作日至少 1 条', each: 'working_day', about_records: false, permitted: true };
const period = { key: '2026-01-05', unit: 'day', first: '2026-01-05', last: '2026-01-05', running: true };
const duty = {
  person: { id: 'p1', name: '罗雨' }, department: { id: 'd1', name: '华南' }, record: null, period, due: '2026-01-05T10:00:00Z', done: 0, at_least: 1, state: 'missing',
  records: { app: 'shop', form: 'report', filter: { all: [] } },
};
const session = { may: [] as string[], roles: [], locale: 'zh-CN', csrf: '' } as unknown as Session;

function open(answers: Record<string, unknown>) {
  fakeServer({ 'GET /session': null, 'GET /apps/shop/metrics': { items: [] }, ...answers });
  render(
    <Surroundings at="/apps/shop/-/obligations/daily">
      <SessionContext value={session}>
        <Routes>
          <Route path="/apps/shop/-/obligations/:obligation" element={<ObligationPage app={app} />} />
        </Routes>
      </SessionContext>
    </Surroundings>,
  );
}

afterEach(cleanup);

test('who has not done it yet stands first, with state in words and a way to all his duties', async () => {
  const counts = { missing: 1, open: 0, late: 2, on_time: 3 };
  open({ 'GET /apps/shop/obligations': { items: [one] }, 'GET /apps/shop/obligations/daily/duties': { period, as_of: '2026-01-05T11:00:00Z', counts, items: [duty], next_cursor: null } });
  const row = await screen.findByRole('row', { name: /罗雨/ });
  expect(within(row).getByText('没做')).toBeTruthy();
  expect(within(row).getByText('0/1')).toBeTruthy();
  expect(screen.getByRole('button', { name: '还没做 1', pressed: true })).toBeTruthy();
  await userEvent.click(within(row).getByRole('button', { name: '罗雨' }));
  expect(await screen.findByRole('button', { name: '全部 6', pressed: true })).toBeTruthy();
});

test('nobody owing anything is said, and what may not be seen is locked', async () => {
  const none = { missing: 0, open: 0, late: 0, on_time: 0 };
  open({ 'GET /apps/shop/obligations': { items: [one] }, 'GET /apps/shop/obligations/daily/duties': { period, as_of: '2026-01-05T11:00:00Z', counts: none, items: [], next_cursor: null } });
  expect(await screen.findByText('这段时间没有人应做')).toBeTruthy();
  cleanup();
  open({ 'GET /apps/shop/obligations': { items: [{ ...one, permitted: false, words: null }] } });
  expect(await screen.findByText('这个指标用到了你无权查看的数据')).toBeTruthy();
});
