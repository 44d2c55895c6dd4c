import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import type { Session } from '../api/types';
import { SessionContext } from '../desk/session';
import { inquiry } from '../form/fixture';
import { fakeServer, Surroundings } from '../lib/fakeServer';
import { PoolPage } from './PoolPage';

const app = { key: 'demo', title: '示例', version: '1.0.0', summary: null, on_pilot: false, forms: [], workflows: [] };
const quota = { today: 2, per_day: 5, held: 12, holding: 20, left: 3 };
const pool = {
  app: 'demo', key: 'open', title: '询价公海', description: null, form: { app: 'demo', key: 'inquiry', title: '询价' }, holder: 'seller', shows: ['name', 'grade'],
  member: true, manager: false, reasons: [], lying: 1, quota, collision: false,
};
const record = { id: 'r1', revision: 1, values: { name: '恒泰自动化', grade: '金牌' }, labels: {}, created_at: '2026-01-05T01:00:00Z', created_by: null, updated_at: '2026-01-05T01:00:00Z', updated_by: null, owner: null, department: null, flow_state: null };
const place = { since: '2026-01-01T01:00:00Z', days: 4, act: 'recycled', cause: '30 天未跟进', from: '罗雨', warned_at: null, protected: null };
const session = { may: [] as string[], roles: [], locale: 'zh-CN', csrf: '' } as unknown as Session;

function open(answers: Record<string, unknown>) {
  const asked = fakeServer({
    'GET /session': null,
    'GET /apps/demo/pools': { items: [pool] },
    'GET /apps/demo/pools/open': pool,
    'GET /apps/demo/forms/inquiry': inquiry(),
    'GET /apps/demo/pools/open/records': { items: [{ record, place }], next_cursor: null, total: 1, total_exact: true },
    ...answers,
  });
  render(
    <Surroundings at="/apps/demo/-/pools/open">
      <SessionContext value={session}>
        <Routes>
          <Route path="/apps/demo/-/pools/:pool" element={<PoolPage app={app} />} />
        </Routes>
      </SessionContext>
    </Surroundings>,
  );
  return asked;
}

afterEach(cleanup);

test('a member sees why each lies there and what is left, and is told who came first', async () => {
  const taken = { items: [{ record: 'r1', problem: { code: 'pool.taken', detail: '已由罗雨持有，没有领到。' } }], quota };
  const asked = open({ 'POST /apps/demo/pools/open/acts/claim': taken });
  expect(await screen.findByText('今天还可领 3 条')).toBeTruthy();
  expect(screen.getByText('持有 12 / 20')).toBeTruthy();
  const row = within(await screen.findByRole('listitem'));
  expect(row.getByText('30 天未跟进')).toBeTruthy();
  expect(row.getByText('原由 罗雨 持有 · 已放 4 天')).toBeTruthy();
  expect(row.queryByRole('button', { name: '分配' })).toBeNull();

  await userEvent.click(row.getByRole('button', { name: '领取' }));
  expect(await screen.findByText('已由罗雨持有，没有领到。')).toBeTruthy();
  expect(asked.find((one) => one.method === 'POST')?.body).toMatchObject({ records: ['r1'] });
});

test('at the limit nothing is claimed, an empty pool says so, and a manager assigns', async () => {
  open({ 'GET /apps/demo/pools/open': { ...pool, manager: true, quota: { ...quota, today: 5, left: 0 } } });
  const row = within(await screen.findByRole('listitem'));
  expect(row.getByRole<HTMLButtonElement>('button', { name: '领取' }).disabled).toBe(true);
  await userEvent.click(row.getByRole('button', { name: '分配' }));
  expect(await screen.findByRole('dialog', { name: '分配给谁' })).toBeTruthy();
  cleanup();
  open({ 'GET /apps/demo/pools/open/records': { items: [], next_cursor: null, total: 0, total_exact: true } });
  expect(await screen.findByText('公海里没有记录')).toBeTruthy();
});
