import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { fakeServer, Surroundings } from '../lib/fakeServer';
import { StopActs, type Stopped } from './StopActs';

const stop: Stopped = {
  instance: 'i1', workflow_title: '报价流程', node: 'set', node_title: '定级', visit: 2,
  outcomes: [{ key: 'done', title: '完成' }, { key: 'declined', title: '退回' }],
  outputs: [{ node: 'whom', title: '找人', key: 'role', value: 'nobody' }, { node: 'whom', title: '找人', key: 'count', value: 3 }],
};

function open(answers: Record<string, unknown>) {
  const asked = fakeServer(answers);
  render(
    <Surroundings>
      <StopActs stop={stop} name="恒泰" />
    </Surroundings>,
  );
  return () => asked.filter((one) => one.method === 'POST').map(({ path, body }) => [path, body]);
}

afterEach(cleanup);

test('a step is skipped by the outcome that was chosen, with its reason', async () => {
  const posted = open({ 'POST /incidents/i1/skip': { id: 'i1', state: 'waiting' } });
  await userEvent.click(screen.getByRole('button', { name: '跳过 · 恒泰' }));
  const dialog = within(screen.getByRole('dialog'));
  const send = dialog.getByRole<HTMLButtonElement>('button', { name: '跳过这一步' });
  expect(send.disabled).toBe(true);
  await userEvent.selectOptions(dialog.getByLabelText(/按哪种结果继续/), 'declined');
  await userEvent.type(dialog.getByLabelText(/跳过原因/), '电话里说过了');
  await userEvent.click(send);
  expect(posted()).toEqual([['/incidents/i1/skip', { node: 'set', visit: 2, outcome: 'declined', reason: '电话里说过了' }]]);
});

test('outputs of steps are corrected in their kind, and only what was changed is sent', async () => {
  const posted = open({ 'POST /incidents/i1/correct': { id: 'i1', state: 'waiting' } });
  await userEvent.click(screen.getByRole('button', { name: '更正 · 恒泰' }));
  const dialog = within(screen.getByRole('dialog'));
  const count = dialog.getByLabelText(/找人 · count/);
  await userEvent.type(dialog.getByLabelText(/更正原因/), '数错了');
  await userEvent.clear(count);
  await userEvent.type(count, '多');
  expect(dialog.getByText('写法与原来不同类，例如 3')).toBeTruthy();
  await userEvent.clear(count);
  await userEvent.type(count, '4');
  await userEvent.click(dialog.getByRole('button', { name: '更正并重试' }));
  expect(posted()).toEqual([['/incidents/i1/correct', { reason: '数错了', outputs: { whom: { count: 4 } } }]]);
});
