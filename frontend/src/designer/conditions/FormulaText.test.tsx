/** A formula is taken over when it was read, also of who goes elsewhere at once; an answer to an earlier text says nothing. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useUnread } from '../draft/unread';
import { FormulaText } from './FormulaText';

const read = vi.hoisted(() => vi.fn());

vi.mock('../../api/drafts', () => ({
  readFormula: read,
  useFormulaText: () => ({ data: { text: '', errors: [] } }),
  useFormulaWords: () => ({ data: { names: [], functions: [] } }),
}));
const readings = vi.hoisted(() => new Set<() => Promise<unknown>>());
const around = vi.hoisted(() => ({
  app: 'crm',
  step: undefined as { workflow: string; node: string } | undefined,
  known: () => Promise.resolve(),
  unreadAt: (pointer: string) => `here#${pointer}`,
  reading: (finish: () => Promise<unknown>) => {
    readings.add(finish);
    return () => void readings.delete(finish);
  },
}));

vi.mock('../settings/panel', () => ({ useAround: () => around }));
vi.mock('./OnRecord', () => ({ OnRecord: () => <i>tried on a record</i> }));
vi.mock('../../ui/lazyPart', () => ({
  lazyPart: () => ({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) => <input aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} />,
}));

const tree = (text: string) => ({ tree: { text }, type: 'number', errors: [] });

beforeEach(() => {
  vi.useFakeTimers();
  read.mockReset().mockImplementation(async (_scope: unknown, text: string) => tree(text));
});
afterEach(() => {
  cleanup();
  useUnread.getState().put('here#/sum', null);
  vi.useRealTimers();
});

function shown() {
  const onChange = vi.fn();
  const { unmount } = render(<FormulaText label="Sum" pointer="/sum" scope={{ app: 'crm', form: 'order', step: around.step }} value={undefined} onChange={onChange} />);
  return { onChange, unmount, type: (text: string) => fireEvent.change(screen.getByLabelText('Sum'), { target: { value: text } }) };
}

it('is read once the hand rests', async () => {
  const { onChange, type } = shown();
  type('1');
  type('1 + 2');
  await act(() => vi.advanceTimersByTimeAsync(600));
  expect(read).toHaveBeenCalledTimes(1);
  expect(onChange.mock.calls).toEqual([[{ text: '1 + 2' }]]);
});

it('is read of who goes elsewhere before', async () => {
  const { onChange, type, unmount } = shown();
  type('1 + 2');
  unmount();
  await vi.advanceTimersByTimeAsync(0);
  expect(onChange.mock.calls).toEqual([[{ text: '1 + 2' }]]);
});

it('is read at once when all is checked, also of who has just gone', async () => {
  const { onChange, type, unmount } = shown();
  type('1 + 2');
  const [finish] = readings;
  await act(() => finish?.());
  expect(onChange.mock.calls).toEqual([[{ text: '1 + 2' }]]);
  type('3');
  unmount();
  await Promise.all([...readings].map((one) => one()));
  expect(onChange).toHaveBeenLastCalledWith({ text: '3' });
  await vi.advanceTimersByTimeAsync(0);
  expect(readings.size).toBe(0);
});

it('stays what it was while it cannot be read, and says why', async () => {
  read.mockResolvedValue({ tree: null, type: null, errors: [{ detail: 'No field is called so', position: { line: 1, column: 5 } }] });
  const { onChange, type } = shown();
  type('1 + x');
  await act(() => vi.advanceTimersByTimeAsync(600));
  expect(onChange).not.toHaveBeenCalled();
  expect(screen.getByRole('status').textContent).toContain('No field is called so');
});

it('that cannot be read is there again for who comes back, until it can be', async () => {
  read.mockResolvedValue({ tree: null, type: null, errors: [{ detail: 'No field is called so', position: null }] });
  const first = shown();
  first.type('1 + x');
  first.unmount();
  await vi.advanceTimersByTimeAsync(0);
  expect(useUnread.getState().texts['here#/sum']).toMatchObject({ label: 'Sum', text: '1 + x', fault: 'No field is called so' });
  const second = shown();
  expect(screen.getByLabelText('Sum')).toHaveProperty('value', '1 + x');
  read.mockResolvedValue(tree('1 + 2'));
  second.type('1 + 2');
  await act(() => vi.advanceTimersByTimeAsync(600));
  expect(second.onChange).toHaveBeenLastCalledWith({ text: '1 + 2' });
  expect(useUnread.getState().texts).toEqual({});
});

it('takes no answer to what was typed before', async () => {
  let answer: (found: unknown) => void = () => undefined;
  read.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const { onChange, type } = shown();
  type('1');
  await act(() => vi.advanceTimersByTimeAsync(600));
  type('1 + 2');
  await act(async () => answer(tree('1')));
  expect(onChange).not.toHaveBeenCalled();
  await act(() => vi.advanceTimersByTimeAsync(600));
  expect(onChange.mock.calls).toEqual([[{ text: '1 + 2' }]]);
});

it('is read with the names of its step, and not tried on a record when it reads what other steps tell', async () => {
  Object.assign(around, { step: { workflow: 'flow', node: 'last' } });
  const { type } = shown();
  type('{步骤.总数}');
  await act(() => vi.runAllTimersAsync());
  expect(read.mock.calls[0]?.[0]).toEqual({ app: 'crm', form: 'order', step: { workflow: 'flow', node: 'last' } });
  cleanup();
  const onRecord = (value: unknown) => {
    render(<FormulaText label="Sum" pointer="/sum" scope={{ app: 'crm', form: 'order' }} value={value} onChange={vi.fn()} />);
    return screen.queryByText('tried on a record') !== null;
  };
  expect(onRecord({ var: 'nodes.sum.total' })).toBe(false);
  cleanup();
  expect(onRecord({ var: 'record.total' })).toBe(true);
  Object.assign(around, { step: undefined });
});
