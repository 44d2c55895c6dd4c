import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import type { Session } from '../api/types';
import { SessionContext } from '../desk/session';
import { figuresOf, periodAxis } from '../charts/parts/examples';
import { fakeServer, refusal, Surroundings } from '../lib/fakeServer';
import { MetricPage } from './MetricPage';

const app = { key: 'shop', title: '门店', version: '1.0.0', summary: null, on_pilot: false, forms: [], workflows: [] };
const metric = { key: 'total', title: '订单金额', unit: '元', shown: 'amount', good: 'high', by_period: true, obligation: null, dimensions: [{ key: 'seller', title: '销售' }], description: '说明', source_note: null, permitted: true };
const periods = [
  { key: '2025-12', unit: 'month', first: '2025-12-01', last: '2025-12-31', running: false },
  { key: '2026-01', unit: 'month', first: '2026-01-01', last: '2026-01-31', running: true },
];
const figure = { kind: 'all', key: null, label: null, records: 2, verdict: 'green', target: '10', limit: null, compared: { period: '2025-11', value: null, change: null } };
const lineage = {
  metric: 'total', title: '订单金额', form: { app: 'shop', key: 'bill', title: '订单' }, fields: [{ key: 'sum', title: '金额' }], parts: [],
  sentences: [{ about: 'filter', text: '「状态」是已发货' }], left_out: { counted: 2, outside_filter: 3, value_empty: 0 },
};

const session = { may: [] as string[], roles: [], locale: 'zh-CN', csrf: '' } as unknown as Session;

function answers(figures: object[]) {
  return {
    'GET /session': null,
    'GET /apps/shop/metrics': { items: [metric, { ...metric, key: 'other', title: '回款' }, { ...metric, key: 'closed', title: '毛利', permitted: false, dimensions: [] }] },
    'GET /apps/shop/metrics/total/value': { metric, as_of: '2026-01-05T01:00:00Z', periods, by: null, figures },
    'GET /apps/shop/charts': { items: [] },
    'GET /apps/shop/charts/line': figuresOf({ by: periodAxis(['2025-12', '2026-01']), values: figures.map((one) => (one as { value: string | null }).value), measure: { title: '订单金额', unit: '元', shown: 'amount' } }),
    'GET /apps/shop/metrics/total': { metric, lineage },
    'GET /apps/shop/metrics/total/records': { app: 'shop', form: 'bill', filter: { all: [{ field: 'sum', operator: 'not_empty' }] }, items: [{ id: 'r1', title: '订单一' }], next_cursor: null, total: 1, total_exact: true },
    'GET /lineage/comparables': { items: [{ key: 'metric:shop.total', kind: 'metric', title: '订单金额', form: 'shop.bill', by_period: true }, { key: 'metric:shop.other', kind: 'metric', title: '回款', form: 'shop.bill', by_period: true }], moments: [] },
    'GET /lineage/difference': {
      left: { key: 'metric:shop.total', kind: 'metric', title: '订单金额', period: '2026-01', moment: '日期', value: '83', records: 83, filter: null },
      right: { key: 'metric:shop.other', kind: 'metric', title: '回款', period: '2026-01', moment: '日期', value: '61', records: 61, filter: null },
      reason: null, summary: '83 条，减去 22 条，就是 61 条', form: { app: 'shop', key: 'bill', title: '订单' }, in_both: 61,
      only_in: [{ side: 'left', records: 22, reasons: [{ kind: 'empty', text: '「来源」未填写', records: 22, examples: [{ id: 'r9', title: '订单九' }] }] }, { side: 'right', records: 0, reasons: [] }],
    },
  };
}

function open(at: string) {
  render(
    <Surroundings at={at}>
      <SessionContext value={session}>
        <Routes>
          <Route path="/apps/shop/-/metrics/:metric" element={<MetricPage app={app} />} />
        </Routes>
      </SessionContext>
    </Surroundings>,
  );
}

afterEach(cleanup);

const full = [{ ...figure, period: '2025-12', value: '8' }, { ...figure, period: '2026-01', value: '12' }];

test('a figure has its verdict by word, its target, and opens its records', async () => {
  fakeServer(answers(full));
  open('/apps/shop/-/metrics/total');
  const headline = await screen.findByRole('region', { name: '当前数字', busy: false });
  expect(within(headline).getByText('达标')).toBeTruthy();
  expect(within(headline).getByText('目标 ≥ 10 元')).toBeTruthy();
  await userEvent.click(within(headline).getByRole('button', { name: '12' }));
  const link = await screen.findByRole('link', { name: '订单一' });
  expect(link.getAttribute('href')).toBe('/apps/shop/bill/r1');
  expect(screen.getByRole('link', { name: '在表格里打开' }).getAttribute('href')).toContain('/apps/shop/bill?filter=');
});

test('the line turns into a table of the same figures', async () => {
  fakeServer(answers(full));
  open('/apps/shop/-/metrics/total');
  await userEvent.click(await screen.findByRole('button', { name: '看表格' }));
  expect(within(screen.getByRole('region', { name: '趋势', busy: false })).getByRole('row', { name: /2025 年 12 月/ }).textContent).toContain('8 元');
});

test('without records there is a dash and the reason, never a nought', async () => {
  fakeServer(answers(full.map((one) => ({ ...one, value: null, records: 0, verdict: 'none' }))));
  open('/apps/shop/-/metrics/total');
  const headline = await screen.findByRole('region', { name: '当前数字', busy: false });
  expect(within(headline).getByText('—')).toBeTruthy();
  expect(within(headline).getByText('这段时间没有可计算的记录')).toBeTruthy();
});

test('lineage tells filter, fields and what is left out', async () => {
  fakeServer(answers(full));
  open('/apps/shop/-/metrics/total?tab=lineage');
  expect(await screen.findByText('「状态」是已发货')).toBeTruthy();
  expect(screen.getByText('不满足筛选').nextElementSibling?.textContent).toBe('3');
  expect(screen.getByRole('link', { name: '订单' }).getAttribute('href')).toBe('/apps/shop/bill');
});

test('a difference is explained in words with records to look at', async () => {
  fakeServer(answers(full));
  open('/apps/shop/-/metrics/total?tab=difference&with=metric:shop.other');
  expect(await screen.findByText('「来源」未填写')).toBeTruthy();
  expect(screen.getByText('只在「订单金额」里：22 条')).toBeTruthy();
  expect(screen.getByRole('link', { name: '订单九' }).getAttribute('href')).toBe('/apps/shop/bill/r9');
});

test('who may not see what it is made of is told so, and asks for no figure', async () => {
  const asked = fakeServer(answers(full));
  open('/apps/shop/-/metrics/closed');
  expect(await screen.findByText('这个指标用到了你无权查看的数据')).toBeTruthy();
  expect(asked.some((one) => one.path.endsWith('/value'))).toBe(false);
});

test('an error says so and can be tried again', async () => {
  fakeServer({ ...answers(full), 'GET /apps/shop/metrics/total/value': () => refusal(500, 'error', '出了点问题') });
  open('/apps/shop/-/metrics/total');
  expect(await screen.findByRole('button', { name: '重试' })).toBeTruthy();
});
