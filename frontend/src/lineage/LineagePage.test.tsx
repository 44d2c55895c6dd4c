import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import type { LineageEdge, LineageNode, Session } from '../api/types';
import { SessionContext } from '../desk/session';
import { fakeServer, Surroundings } from '../lib/fakeServer';
import { drawn, stepFrom } from './drawing';
import { LineagePage } from './LineagePage';

const app = { key: 'shop', title: '门店', version: '1.0.0', summary: null, on_pilot: false, forms: [], workflows: [] };
const session = { may: [] as string[], roles: [], locale: 'zh-CN', csrf: '' } as unknown as Session;
const node = (id: string, title: string, distance: number): LineageNode => ({
  id, title, distance, type: id.split(':')[0] ?? '', type_title: id.startsWith('field') ? '字段' : '指标', app: 'shop', key: 'bill', part: 'sum', form: 'shop.bill', form_title: '订单',
});
const nodes = [node('field:shop.bill.sum', '金额', 0), node('field:shop.bill.price', '单价', -1), node('metric:shop.total', '订单金额', 1)];
const edges: LineageEdge[] = [
  { from: 'field:shop.bill.price', to: 'field:shop.bill.sum', how: 'reads', document: 'shop.bill', pointers: ['/fields/1'] },
  { from: 'field:shop.bill.sum', to: 'metric:shop.total', how: 'filters', document: 'shop.total', pointers: ['/where'] },
];
const answers = {
  'GET /session': null,
  'GET /apps/shop/metrics': { items: [] },
  'GET /lineage': { node: nodes[0], nodes, edges, left_out: 2 },
  'GET /lineage/values': { computed: false, records: 3, exact: true, looked_at: 3, by: [{ provenance: 'typed', values: 2 }, { provenance: 'import', values: 1 }] },
  'GET /lineage/removal': { node: nodes[0], refused: 1, holding: 3, exact: true, places: [{ ...nodes[2], how: 'filters', pointer: '/where/field', words: '筛选 › 字段', refused: true }] },
};

function open(at: string) {
  render(
    <Surroundings at={at}>
      <SessionContext value={session}>
        <Routes>
          <Route path="/apps/shop/-/lineage" element={<LineagePage app={app} />} />
        </Routes>
      </SessionContext>
    </Surroundings>,
  );
}

afterEach(cleanup);

test('sentences say what it comes from, what uses it, and how its values came', async () => {
  fakeServer(answers);
  open('/apps/shop/-/lineage?node=field:shop.bill.sum&as=list');
  expect(within(await screen.findByRole('region', { name: '来自' })).getByText('订单.金额 读取 订单.单价')).toBeTruthy();
  expect(within(screen.getByRole('region', { name: '用到它的' })).getByText('订单金额 按 订单.金额 筛选')).toBeTruthy();
  expect(screen.getByText('还有 2 项没有画出，从较远的一项打开可以看到')).toBeTruthy();
  expect((await screen.findByText('手工填写')).parentElement?.textContent).toContain('2');
});

test('what breaks is told by place, with how many records hold a value', async () => {
  fakeServer(answers);
  open('/apps/shop/-/lineage?node=field:shop.bill.sum&tab=removal');
  expect(await screen.findByText('发布会被拒绝，需要先改 1 处')).toBeTruthy();
  expect(screen.getByText('3 条记录有值；删除后不再显示，数据保留')).toBeTruthy();
  expect(screen.getByText('筛选 › 字段').title).toBe('/where/field');
});

test('the drawing is walked by arrow keys and Enter opens a node', async () => {
  const asked = fakeServer(answers);
  open('/apps/shop/-/lineage?node=field:shop.bill.sum');
  const here = await screen.findByRole('button', { name: /^金额/ });
  here.focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement?.textContent).toContain('订单金额');
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(document.activeElement?.textContent).toContain('单价');
  await userEvent.keyboard('{Enter}');
  expect(asked.filter((one) => one.path === '/lineage')).toHaveLength(2);
});

test('what goes in stands left of what comes out', () => {
  const drawing = drawn(nodes, edges);
  const x = (id: string) => drawing.places.find((place) => place.node.id === id)?.x ?? 0;
  expect(x('field:shop.bill.price') < x('field:shop.bill.sum') && x('field:shop.bill.sum') < x('metric:shop.total')).toBe(true);
  expect(stepFrom(drawing, 'metric:shop.total', 'ArrowRight')).toBeNull();
});
