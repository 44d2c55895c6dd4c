import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { Combobox } from './Combobox';

const people = ['夏娟', '高然', '史悦'].map((label, at) => ({ id: `p${at}`, label }));

function Picker({ onChange }: { onChange: (id: string | null) => void }) {
  const [search, setSearch] = useState('');
  const items = people.filter((one) => one.label.includes(search));
  return <Combobox label="who" value={null} valueLabel="" search={search} onSearch={setSearch} items={items} onChange={onChange} />;
}

it('chooses with arrows and Enter', async () => {
  const onChange = vi.fn();
  render(<Picker onChange={onChange} />);
  await userEvent.type(screen.getByRole('combobox'), '{ArrowDown}{Enter}');
  expect(onChange.mock.calls[0]?.[0]).toBe('p1');
});

it('does not take the Enter that picks a candidate of an input method', async () => {
  const onChange = vi.fn();
  render(<Picker onChange={onChange} />);
  await userEvent.click(screen.getByRole('combobox'));
  fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter', isComposing: true });
  expect(onChange).not.toHaveBeenCalled();
});

it('takes an Enter that came before the answer once the answer is there', async () => {
  const onChange = vi.fn();
  const picker = (loading: boolean) => <Combobox label="who" value={null} valueLabel="" search="高" onSearch={vi.fn()} items={loading ? people : people.slice(1)} loading={loading} onChange={onChange} />;
  const { rerender } = render(picker(true));
  await userEvent.type(screen.getByRole('combobox'), '{ArrowDown}{Enter}');
  expect(onChange).not.toHaveBeenCalled();
  rerender(picker(false));
  expect(onChange.mock.calls[0]?.[0]).toBe('p1');
});

it('takes the one whose whole name was typed when it is left', async () => {
  const onChange = vi.fn();
  render(<Picker onChange={onChange} />);
  await userEvent.type(screen.getByRole('combobox'), '高然');
  await userEvent.tab();
  expect(onChange.mock.calls[0]?.[0]).toBe('p1');
});

it('says so when nothing was found and closes on Escape', async () => {
  render(<Picker onChange={vi.fn()} />);
  await userEvent.type(screen.getByRole('combobox'), '王');
  expect(screen.getByText('没有找到')).toBeTruthy();
  await userEvent.keyboard('{Escape}');
  expect(screen.getByRole('combobox').getAttribute('aria-expanded')).toBe('false');
});
