import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { FigureCell } from '../api/charts';
import { speaking } from '../i18n/i18n';
import bar from './bar';
import { figuresOf } from './parts/examples';
import { cellText } from './parts/words';

const { t } = speaking();
const figures = figuresOf({ by: ['新建', null, '其他'], values: ['3', '1', '12000'], rest: 2 });

test('each value is a row of a table, with its figure as text', () => {
  render(<bar.Chart figures={figures} title="状态" onOpen={() => {}} />);
  expect(screen.getAllByRole('rowheader').map((head) => head.textContent)).toEqual(['新建', '不可见', '其他']);
  expect(screen.getByRole('row', { name: /新建/ }).textContent).toContain('3 条');
  expect(screen.getByText('1.2 万 条')).toBeTruthy();
});

test('a press opens the records of the value; the rest cannot be opened; arrows walk', () => {
  const onOpen = vi.fn<(cell: FigureCell) => void>();
  render(<bar.Chart figures={figures} title="状态" onOpen={onOpen} />);
  const first = screen.getByRole('button', { name: '新建' });
  fireEvent.click(first);
  expect(onOpen.mock.calls[0]?.[0].at).toEqual([0]);
  expect(screen.getAllByRole('button').map((one) => one.tabIndex)).toEqual([0, -1]);
  first.focus();
  fireEvent.keyDown(first, { key: 'ArrowDown' });
  expect(document.activeElement?.textContent).toBe('不可见');
});

test('a verdict says its target, for what and since when it holds', () => {
  const cells = figures.cells.map((cell, at) => (at ? cell : { ...cell, verdict: 'green' as const, target: '2', limit: { of: ['新建', 'A'], since: '2026-07-01', until: null } }));
  const judged = { ...figures, cells, measures: figures.measures.map((one) => ({ ...one, good: 'high' as const })) };
  render(<bar.Chart figures={judged} title="状态" onOpen={() => {}} />);
  expect(screen.getByTitle('达标，目标 ≥ 2 条（A，2026-07-01 起）').textContent).toBe('达标，目标 ≥ 2 条（A，2026-07-01 起）');
  const cell = cells[0];
  expect(cell && cellText(judged, cell, t, 'zh-CN')).toBe('新建：3 条，达标，目标 ≥ 2 条（A，2026-07-01 起）');
});
