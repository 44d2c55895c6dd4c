/** Every chart of the folder keeps the contract, whatever its figures: it draws, names itself, opens, and stands nothing on its head. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ChartFigures, FigureCell } from '../api/charts';
import type { ChartView } from '../lib/defineChart';
import { axisOf, cellOf, figuresOf, periodAxis } from './parts/examples';
import { FiguresTable } from './parts/FiguresTable';

const modules = import.meta.glob<ChartView>(['./*.tsx', '!./*.test.tsx'], { eager: true, import: 'default' });
const charts = Object.values(modules);

const months = periodAxis(['2025-12', '2026-01']);
const one = figuresOf({ by: ['甲', '乙'], values: ['3', '5'] });
const two = figuresOf({ by: months, across: axisOf('by', ['甲', '乙']), values: [['1', '2'], ['3', '4']] });
const steps = figuresOf({ by: ['线索', '签约'], values: ['9', '4'] });
steps.measures = ['条数', '占第一步', '占上一步', '流失'].map((title, at) => ({ title, unit: null, shown: at === 1 || at === 2 ? 'share' : 'count', good: null, metric: null }));
steps.cells.push(cellOf([1], '0.44', { measure: 1, drill: null }), cellOf([1], '0.44', { measure: 2, drill: null }), cellOf([1], '5', { measure: 3, drill: null }));

/** Figures such as the server gives for that chart. */
function figuresFor(key: string): ChartFigures {
  if (key === 'bar' || key === 'region_map') return one;
  return key === 'funnel' || key === 'rate_tree' ? steps : two;
}

beforeAll(() => {
  vi.stubGlobal('ResizeObserver', class {
    observe() {}
    disconnect() {}
  });
});
afterEach(cleanup);

describe.each(charts.map((chart) => [chart.key, chart] as const))('%s', (key, chart) => {
  it('opens the records of a mark by a press, and arrows walk', () => {
    const onOpen = vi.fn<(cell: FigureCell) => void>();
    const { container } = render(<chart.Chart figures={figuresFor(key)} title="图" onOpen={onOpen} />);
    const marks = [...container.querySelectorAll<HTMLElement>('[data-mark]')];
    expect(marks.length).toBeGreaterThan(1);
    expect(marks.filter((mark) => mark.tabIndex === 0)).toHaveLength(1);
    fireEvent.click(marks[0] as HTMLElement);
    expect(onOpen).toHaveBeenCalledOnce();
    marks[0]?.focus();
    fireEvent.keyDown(marks[0] as HTMLElement, { key: 'ArrowDown' });
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'ArrowRight' });
    expect(document.activeElement).not.toBe(marks[0]);
  });

  it.each([
    ['one point', ['7']],
    ['all equal', ['7', '7']],
    ['less than nothing', ['-7', '3']],
    ['no data', [null, null]],
    ['nought', ['0', '0']],
  ])('draws %s', (_, values) => {
    const across = ['bar', 'funnel', 'rate_tree', 'region_map'].includes(key) ? undefined : axisOf('by', ['甲', '乙']);
    const figures = figuresOf({ by: periodAxis(values.map((__, at) => `2026-0${at + 1}`)), across, values: across ? values.map((value) => [value, value]) : values });
    figures.measures = steps.measures;
    expect(() => render(<chart.Chart figures={figures} title="图" onOpen={() => {}} />)).not.toThrow();
    expect(document.body.innerHTML).not.toContain('NaN');
  });
});

it('any figures read as a table', () => {
  render(<FiguresTable figures={two} title="图" onOpen={() => {}} />);
  expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual(['期间', '甲', '乙']);
  expect(screen.getByRole('row', { name: /2026 年 1 月/ }).textContent).toContain('3 条4 条');
});
