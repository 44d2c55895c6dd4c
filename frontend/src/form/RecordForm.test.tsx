/** The form as people meet it: keyboard, focus, the bar, another's change. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, test } from 'vitest';
import type { Values } from '../api/types';
import { Problem } from '../lib/problems';
import { inquiry, saved } from './fixture';
import { RecordForm, type RecordFormProps } from './RecordForm';

function around(content: ReactNode) {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>{content}</MemoryRouter>
    </QueryClientProvider>
  );
}

function show(more: Partial<RecordFormProps<unknown>> = {}) {
  const sent: Values[] = [];
  const send = async (values: Values) => sent.push(values);
  render(around(<RecordForm form={inquiry()} submitLabel="提交" send={send} onSent={() => undefined} {...more} />));
  return { sent, user: userEvent.setup() };
}

beforeEach(() => localStorage.clear());

test('nothing is marked wrong before it was left; then the sentence is tied to its field', async () => {
  const { user } = show();
  const name = screen.getByLabelText(/名称/);
  expect(screen.queryByText('名称还没填')).toBeNull();
  await user.click(name);
  await user.tab();

  expect(name.getAttribute('aria-invalid')).toBe('true');
  expect(document.getElementById(name.getAttribute('aria-describedby') ?? '')?.textContent).toBe('名称还没填');
});

test('sending an incomplete form goes to the first fault, counts them, and offers the way there', async () => {
  const { user, sent } = show();
  await user.click(screen.getByRole('button', { name: /提交/ }));

  expect(document.activeElement).toBe(screen.getByLabelText(/名称/));
  expect(screen.getByText('还差 1 项：名称')).toBeTruthy();
  await user.click(screen.getByLabelText('金额'));
  await user.click(screen.getByRole('button', { name: '去填名称' }));
  expect(document.activeElement).toBe(screen.getByLabelText(/名称/));
  expect(sent).toEqual([]);
});

test('the form can be filled and sent by keyboard alone', async () => {
  const { user, sent } = show();
  await user.tab();
  await user.keyboard('恒泰');
  await user.tab();
  await user.keyboard('１,２００.５');
  await user.keyboard('{Control>}{Enter}{/Control}');

  await waitFor(() => expect(sent).toEqual([{ name: '恒泰', amount: '1200.5', pace: 'calm' }]));
});

test('an Enter that picks a candidate of an input method sends nothing', async () => {
  const { sent } = show({ values: { name: '恒泰' } });
  const composing = fireEvent.keyDown(screen.getByLabelText(/名称/), { key: 'Enter', isComposing: true });
  const late = fireEvent.keyDown(screen.getByLabelText(/名称/), { key: 'Enter', keyCode: 229 });

  expect([composing, late]).toEqual([false, false]);
  expect(sent).toEqual([]);
});

test('a choice that a rule waits for brings in its field, and takes it away again', async () => {
  const { user } = show({ device: 'phone' });
  expect(screen.queryByLabelText(/原因/)).toBeNull();
  await user.click(screen.getByLabelText('很急'));
  expect(screen.getByLabelText(/原因/).getAttribute('aria-required')).toBe('true');
  await user.click(screen.getByLabelText('不急'));
  expect(screen.queryByLabelText(/原因/)).toBeNull();
});

test('what a rule sets is plain text, not an input', async () => {
  const { user } = show();
  await user.type(screen.getByLabelText('金额'), '1000000');

  expect(screen.getByRole('group', { name: '等级' }).textContent).toContain('A');
  expect(screen.queryByRole('textbox', { name: '等级' })).toBeNull();
  expect(screen.getByRole('group', { name: '规模' }).textContent).toContain('大');
});

test('a field that two changed is put side by side, and the chosen one is sent', async () => {
  const sent: Values[] = [];
  const answers: unknown[] = [new Problem({ title: 'x', status: 409, code: 'stale', current: saved({ name: '他的', pace: 'calm' }, 4, '龙国勇') }), 'ok'];
  const { user } = show({
    values: { name: '恒泰', pace: 'calm' },
    revision: 3,
    send: async (values) => {
      sent.push(values);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  await user.clear(screen.getByLabelText(/名称/));
  await user.type(screen.getByLabelText(/名称/), '我的');
  await user.click(screen.getByRole('button', { name: /提交/ }));
  await screen.findByText(/龙国勇 .* 改过这条/);
  await user.click(await screen.findByRole('button', { name: /龙国勇的/ }));
  await user.click(screen.getByRole('button', { name: /提交/ }));

  await waitFor(() => expect(sent.length).toBe(2));
  expect(sent[1]).toEqual({});
});

test('a field of a type unknown here is shown and left alone', async () => {
  const form = inquiry();
  form.fields = [...form.fields.slice(0, 1), { ...form.fields[1]!, key: 'odd', type: 'hologram', title: '全息' }];
  form.layout = [];
  form.rules = [];
  const { user, sent } = show({ form, values: { name: '恒泰', odd: 'kept' }, revision: 1 });
  expect(screen.getByRole('group', { name: '全息' }).textContent).toContain('kept');
  await user.type(screen.getByLabelText(/名称/), '二');
  await user.click(screen.getByRole('button', { name: /提交/ }));

  await waitFor(() => expect(sent).toEqual([{ name: '恒泰二' }]));
});

test('one record after another: the form begins anew with what it keeps, focused, and says that the last one was sent', async () => {
  const form = inquiry({ keep_last: ['amount'], rules: [] });
  const { user, sent } = show({ form, last: 'p/demo/inquiry', another: { label: '保存并新建', anew: true } });
  await user.type(screen.getByLabelText(/名称/), '恒泰');
  await user.type(screen.getByLabelText('金额'), '12');
  await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');

  await waitFor(() => expect(screen.getByText(/上一条已提交/)).toBeTruthy());
  expect(sent.length).toBe(1);
  expect((screen.getByLabelText(/名称/) as HTMLInputElement).value).toBe('');
  expect((screen.getByLabelText('金额') as HTMLInputElement).value).toBe('12');
  expect(document.activeElement).toBe(screen.getByLabelText(/名称/));
});

test('a kept field tells whether it is pinned, and is let go by a press', async () => {
  const { user } = show({ form: inquiry({ keep_last: ['amount'] }), last: 'p/demo/inquiry' });
  const pin = screen.getByRole('button', { name: '下次沿用金额' });
  expect(pin.getAttribute('aria-pressed')).toBe('true');
  await user.click(pin);

  expect(pin.getAttribute('aria-pressed')).toBe('false');
});

test('Enter goes on to the next field and back with Shift, makes a new line in long text, and ends at the button', async () => {
  const { user, sent } = show({ values: { pace: 'hot' } });
  await user.click(screen.getByLabelText(/名称/));
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(screen.getByLabelText(/金额/));
  await user.keyboard('{Shift>}{Enter}{/Shift}{Enter}{Enter}{Enter}');
  expect(document.activeElement).toBe(screen.getByLabelText(/原因/));
  await user.keyboard('一{Enter}二');
  expect((screen.getByLabelText(/原因/) as HTMLTextAreaElement).value).toBe('一\n二');
  await user.click(screen.getByLabelText('等级'));
  await user.keyboard('{Enter}');

  expect(document.activeElement).toBe(screen.getByRole('button', { name: /提交/ }));
  expect(sent).toEqual([]);
});
