import { fireEvent, render, screen } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import type { FigureCell } from '../api/charts';
import { fakeServer, Surroundings } from '../lib/fakeServer';
import { figuresOf } from './parts/examples';
import { roomFor, sheetOf } from './parts/ground';
import { bandOf, bandsOf } from './parts/steps';
import map from './region_map';

const square = (at: number) => [[at, 0], [at + 1, 0], [at + 1, 1], [at, 1], [at, 0]];
const area = (key: string, at: number, names = [key]) => ({ key, title: names[0] ?? key, names, geometry: { type: 'Polygon', coordinates: [square(at)] } });
const areas = [area('k0', 0, ['华东', 'East']), area('other', 2, ['北京', 'k1']), area('empty', 4, ['西藏'])];
const figures = figuresOf({ by: ['华东', '北京', '东北'], values: ['3', '12000', '5'], more: { ground: { app: 'crm', form: 'deal', areas: 'crm.shapes' } } });

beforeAll(() => {
  vi.stubGlobal('ResizeObserver', class {
    observe() {}
    disconnect() {}
  });
});

test('an area says its name and figure, and opens; what lies on none is told beside the map', async () => {
  fakeServer({ 'GET /apps/crm/forms/deal/areas/crm.shapes': { key: 'shapes', title: '大区', areas } });
  const onOpen = vi.fn<(cell: FigureCell) => void>();
  const { container } = render(<Surroundings><map.Chart figures={figures} title="订单" onOpen={onOpen} /></Surroundings>);
  const east = await screen.findByRole('button', { name: '华东：3 条' });
  fireEvent.click(east);
  expect(onOpen.mock.calls[0]?.[0].at).toEqual([0]);
  expect(screen.getByRole('button', { name: '北京：1.2 万 条' })).toBeTruthy();
  expect(screen.getByText('不在图上').parentElement?.textContent).toContain('东北5 条');
  expect(screen.getByTitle('西藏：无数据')).toBeTruthy();
  expect(container.querySelectorAll('svg > path')).toHaveLength(3);
});

test('without its shapes it stands as bars', async () => {
  fakeServer({});
  render(<Surroundings><map.Chart figures={figures} title="订单" onOpen={() => {}} /></Surroundings>);
  expect(await screen.findByText(/先看条形图/)).toBeTruthy();
  expect(screen.getAllByRole('rowheader')).toHaveLength(3);
});

test('bands have round ends and hold all values', () => {
  expect(bandsOf([2434, 4441, 3000]).map((one) => [one.from, one.to])).toEqual([[2000, 2500], [2500, 3000], [3000, 3500], [3500, 4000], [4000, 4500]]);
  expect(bandsOf([7, 7])).toEqual([{ step: 3, from: 7, to: 7 }]);
  for (const values of [[-5, 3], [0.07, 0.377], [0, 1], [1e9, 3], [0.1, 0.2, 0.3]]) {
    const bands = bandsOf(values);
    expect(bands.length).toBeLessThanOrEqual(5);
    for (const value of values) expect(bandOf(value, bands)?.from).toBeLessThanOrEqual(value);
  }
});

test('a sheet keeps the shape of what is on it, and labels do not hide one another', () => {
  const sheet = sheetOf(areas, 500, 1000);
  expect(Math.round(sheet.shapes[0]?.at[0] ?? 0)).toBe(52);
  expect(sheet.height).toBeLessThan(110);
  expect(sheetOf(areas, 500, 50).height).toBe(50);
  const one = { at: [50, 50] as const, width: 60, height: 40 };
  const [first, second] = roomFor([one, one], { width: 400, height: 300 });
  expect(first).toEqual([50, 50]);
  expect(Math.abs((second?.[1] ?? 0) - 50) >= 40 || Math.abs((second?.[0] ?? 0) - 50) >= 60).toBe(true);
  expect(roomFor([one, one], { width: 100, height: 60 })[1]).toBeNull();
});
