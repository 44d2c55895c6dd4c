import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { DateInput } from './DateInput';
import { readDay } from './readDay';

it('reads days the ways people type them', () => {
  const read = ['2026-01-05', '2026/1/5', '20260105', '2026年1月5日', '1-5', '2026-02-30', 'soon'].map((text) => readDay(text, '2026-11-23'));
  expect(read).toEqual(['2026-01-05', '2026-01-05', '2026-01-05', '2026-01-05', '2026-01-05', null, null]);
});

it('reads days as people say them, from a Monday', () => {
  const said = ['今天', '明天', '昨天', '后天', '+3', '1.5', '1月5号', '８日', '周五', '下周一', '上周日', 'tomorrow', '31日'];
  const read = said.map((text) => readDay(text, '2026-11-23'));
  expect(read).toEqual(['2026-11-23', '2026-11-24', '2026-11-22', '2026-11-25', '2026-11-26', '2026-01-05', '2026-01-05', '2026-11-08', '2026-11-27', '2026-11-30', '2026-11-22', '2026-11-24', null]);
});

it('takes what was typed when the field is left', async () => {
  const onChange = vi.fn();
  render(<DateInput label="day" value={null} onChange={onChange} />);
  await userEvent.type(screen.getByLabelText('day'), '1-5');
  expect(onChange).not.toHaveBeenCalled();
  await userEvent.tab();
  expect(onChange).toHaveBeenCalledWith(`${new Date().getFullYear()}-01-05`);
});

it('is picked by keyboard alone', async () => {
  const onChange = vi.fn();
  render(<DateInput label="day" value="2026-01-31" onChange={onChange} />);
  await userEvent.click(screen.getByRole('button', { name: '选日期' }));
  await userEvent.keyboard('{ArrowRight}{PageDown}{Enter}');
  expect(onChange).toHaveBeenCalledWith('2026-03-01');
});
