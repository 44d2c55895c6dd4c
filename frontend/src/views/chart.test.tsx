import { fireEvent, render, screen } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import { useLocation } from 'react-router';
import type { FormInfo } from '../api/types';
import type { ViewInfo } from '../api/views';
import { figuresOf } from '../charts/parts/examples';
import { fakeServer, Surroundings } from '../lib/fakeServer';
import chart from './chart';
import { OpenElsewhere } from './parts/ViewFrame';

const field = (key: string, type: string, filters: string[]) => ({ key, type, title: key, settings: {}, filters, sortable: true });
const chosen = ['equal', 'one_of', 'empty'];
const form = { key: 'deal', title: '商机', title_field: 'source', may: {}, fields: [field('source', 'single_choice', chosen), field('status', 'stage', [...chosen, 'reached'])] } as unknown as FormInfo;
const base = { field: 'status', operator: 'equal', value: 'won' };
const view = { key: 'v1', title: '赢单来源', type: 'chart', columns: [], parts: {}, options: { chart: 'bar', settings: { by: 'source' } }, filter: base, sort: [], limit: 50, layout: {}, saved: { mine: true, owner: '我', shared: null }, problem: null, first: false } as unknown as ViewInfo;
const split = (more: object = {}) => ({ 'x-split': true, type: 'string', ...more });
const types = [
  { key: 'bar', label: '条形图', lists: true, times: false, shares: false, settings: { required: ['by'], properties: { by: split() } } },
  { key: 'funnel', label: '漏斗图', lists: true, times: false, shares: false, settings: { required: [], properties: { by: split({ 'x-stage': true }) } } },
  { key: 'region_map', label: '区域地图', lists: true, times: false, shares: false, settings: { required: ['by', 'areas'], properties: { by: split(), areas: {} } } },
];
const figures = figuresOf({ by: ['网站', '展会'], values: ['3', '5'] });
const narrow = { field: 'source', operator: 'equal', value: 'web' };
const drill = (filter: unknown) => ({ metric: null, period: null, only: {}, form: 'deal', filter });
figures.cells.forEach((cell, at) => {
  cell.drill = drill(at === 0 ? { all: [base, narrow] } : { all: [base, { any: [narrow] }] });
});

beforeAll(() => {
  vi.stubGlobal('ResizeObserver', class {
    observe() {}
    disconnect() {}
  });
});

function Where() {
  return <output data-testid="where">{decodeURIComponent(useLocation().search)}</output>;
}

function show(elsewhere: ((id: string) => void) | null = null) {
  const asked = fakeServer({
    'GET /apps/crm/charts': { items: types },
    'GET /apps/crm/charts/bar': figures,
    'GET /apps/crm/charts/funnel': figures,
    'GET /apps/crm/forms/deal/views': { items: [view, { ...view, key: 'all', type: 'table', filter: null }] },
    'GET /apps/crm/forms/deal': form,
    'GET /apps/crm/forms/deal/records': { items: [{ id: 'r1', values: { source: '网站' }, labels: {} }], total: 1, total_exact: true, next_cursor: null },
    'PATCH /apps/crm/forms/deal/views/v1': {},
    'GET /clock': { now: '2026-02-01T00:00:00Z', offset_s: 0 },
  });
  render(<Surroundings><OpenElsewhere value={elsewhere}><chart.View app="crm" form={form} view={view} /></OpenElsewhere><Where /></Surroundings>);
  return asked;
}

test('a mark opens its records in a list that shows all; what no list can say opens beside the chart', async () => {
  show();
  fireEvent.click(await screen.findByRole('button', { name: '展会' }));
  expect(await screen.findByRole('link', { name: '网站' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '关闭' }));
  fireEvent.click(screen.getByRole('button', { name: '网站' }));
  expect(screen.getByTestId('where').textContent).toBe(`?filter=${JSON.stringify({ all: [base, narrow] })}&view=all`);
});

test('where no list follows the address, as on a phone, all opens beside the chart', async () => {
  show(() => undefined);
  fireEvent.click(await screen.findByRole('button', { name: '网站' }));
  expect(await screen.findByRole('link', { name: '网站' })).toBeTruthy();
  expect(screen.getByTestId('where').textContent).toBe('');
});

test('another type is drawn with what it needs, and can be kept or taken back', async () => {
  show();
  await screen.findByRole('button', { name: '网站' });
  const type = screen.getByRole('combobox', { name: '图表类型' });
  expect([...type.querySelectorAll('option')].map((one) => one.textContent)).toEqual(['条形图', '漏斗图']);
  fireEvent.change(type, { target: { value: 'funnel' } });
  expect(screen.getByTestId('where').textContent).toBe(`?drawing=${JSON.stringify({ chart: 'funnel', settings: { by: 'status' } })}`);
  expect(screen.getByRole('button', { name: '还原' })).toBeTruthy();
});
