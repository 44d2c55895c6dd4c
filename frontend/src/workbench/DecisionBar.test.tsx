import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { TaskDetail } from '../api/types';
import { Surroundings, fakeServer, refusal } from '../lib/fakeServer';
import { DecisionBar } from './DecisionBar';

const task: TaskDetail = {
  id: 't1', kind: 'approval', title: 'Quote', subtitle: null, app: 'a', app_title: 'A', workflow: 'w', node: 'n', node_title: 'N', record: null, assignee: null,
  outcome: null, state: 'seen', created_at: '2026-11-23T06:00:00Z', due_at: null, group: 'later', revision: 4, facts: [], form: null, initial_values: null, first_response: [], decline_reasons: null,
  decisions: ['approve', 'reject'], record_detail: null, flow: null, name: null,
};

function open(onDone = vi.fn()) {
  render(
    <Surroundings>
      <DecisionBar task={task} onDone={onDone} />
    </Surroundings>,
  );
  return onDone;
}

it('agrees with one key and names the revision that was seen', async () => {
  const asked = fakeServer({ 'POST /tasks/t1/decide': { ...task, state: 'done' } });
  const onDone = open();
  fireEvent.keyDown(document.body, { key: 'a' });
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect([asked[0]?.headers.get('If-Match'), asked[0]?.body]).toEqual(['"4"', { decision: 'approve', comment: '' }]);
});

it('asks for words before it rejects, and puts the focus where they go', async () => {
  const asked = fakeServer({ 'POST /tasks/t1/decide': task });
  open();
  await userEvent.click(screen.getByRole('button', { name: /驳回/ }));
  expect(asked).toEqual([]);
  expect(document.activeElement).toBe(screen.getByLabelText('意见'));
  expect(screen.getByRole('alert').textContent).toBe('驳回时请写明意见');
  await userEvent.keyboard('too dear');
  await userEvent.click(screen.getByRole('button', { name: /驳回/ }));
  await waitFor(() => expect(asked[0]?.body).toEqual({ decision: 'reject', comment: 'too dear' }));
});

it('does not take letters typed into the comment for commands', async () => {
  const asked = fakeServer({ 'POST /tasks/t1/decide': task });
  open();
  await userEvent.type(screen.getByLabelText('意见'), 'are');
  expect(asked).toEqual([]);
});

it('says so when somebody else decided first', async () => {
  fakeServer({ 'POST /tasks/t1/decide': refusal(409, 'stale', 'Changed') });
  const onDone = open();
  await userEvent.click(screen.getByRole('button', { name: /同意/ }));
  expect((await screen.findByRole('alert')).textContent).toBe('已有人先处理，刷新后可见结果');
  expect(onDone).not.toHaveBeenCalled();
});
