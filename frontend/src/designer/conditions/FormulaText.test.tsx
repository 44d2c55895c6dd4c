/** A formula is taken over when it was read, also of who goes elsewhere at once; an answer to an earlier text says nothing. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FormulaText } from './FormulaText';

const read = vi.hoisted(() => vi.fn());

vi.mock('../../api/drafts', () => ({
  readFormula: read,
  useFormulaText: () => ({ data: { text: '', errors: [] } }),
  useFormulaWords: () => ({ data: { names: [], functions: [] } }),
}));
vi.mock('../settings/panel', () => ({ useAround: () => ({ app: 'crm', known: () => Promise.resolve() }) }));
vi.mock('../../ui/lazyPart', () => ({
  lazyPart: () => ({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) => <input aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} />,
}));

const tree = (text: string) => ({ tree: { text }, type: 'number', errors: [] });

beforeEach(() => {
  vi.useFakeTimers();
  read.mockReset().mockImplementation(async (_app: string, _form: string, text: string) => tree(text));
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function shown() {
  const onChange = vi.fn();
  const { unmount } = render(<FormulaText label="Sum" form="order" value={undefined} onChange={onChange} />);
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

it('stays what it was while it cannot be read, and says why', async () => {
  read.mockResolvedValue({ tree: null, type: null, errors: [{ detail: 'No field is called so', position: { line: 1, column: 5 } }] });
  const { onChange, type } = shown();
  type('1 + x');
  await act(() => vi.advanceTimersByTimeAsync(600));
  expect(onChange).not.toHaveBeenCalled();
  expect(screen.getByRole('status').textContent).toContain('No field is called so');
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
