import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { OptionBox } from './OptionBox';

const options = ['机械制造', '食品', '机器人'].map((label, at) => ({ value: `o${at}`, label }));

it('chooses by initials and Enter', async () => {
  const onChange = vi.fn();
  render(<OptionBox label="行业" value={null} onChange={onChange} options={options} />);
  await userEvent.type(screen.getByRole('combobox'), 'jxzz{Enter}');
  expect(onChange.mock.calls[0]?.[0]).toBe('o0');
});

it('takes the only one found when it is left, and nothing while several could be meant', async () => {
  const onChange = vi.fn();
  render(<OptionBox label="行业" value={null} onChange={onChange} options={options} />);
  await userEvent.type(screen.getByRole('combobox'), 'j');
  await userEvent.tab();
  expect(onChange).not.toHaveBeenCalled();
  await userEvent.type(screen.getByRole('combobox'), 'sp');
  await userEvent.tab();
  expect(onChange.mock.calls[0]?.[0]).toBe('o1');
});
