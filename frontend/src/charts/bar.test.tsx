import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import bar from './bar';

const figures = { field: 'status', rows: [{ key: 'new', label: '新建', value: 3 }, { key: null, label: '未填写', value: 1 }], rest: 1200, total: 1204 };

test('each group is a row of a table, with its figure as text', () => {
  render(<bar.Chart figures={figures} title="状态" onOpen={() => {}} />);
  expect(screen.getAllByRole('rowheader').map((head) => head.textContent).slice(0, 2)).toEqual(['新建', '未填写']);
  expect(screen.getByRole('row', { name: /新建/ }).textContent).toContain('3');
  expect(screen.getByText('1,200')).toBeTruthy();
});

test('a press opens the records of the group; the rest cannot be opened', () => {
  const onOpen = vi.fn<(key: string | null) => void>();
  render(<bar.Chart figures={figures} title="状态" onOpen={onOpen} />);
  fireEvent.click(screen.getByRole('button', { name: '新建' }));
  fireEvent.click(screen.getByRole('button', { name: '未填写' }));
  expect(onOpen.mock.calls).toEqual([['new'], [null]]);
  expect(screen.getAllByRole('button')).toHaveLength(2);
});
