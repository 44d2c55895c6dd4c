/** The phone's pages as a salesperson and a manager use them, against a server that is only faked at the wire. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session, Task, TaskDetail } from '../api/types';
import { inquiry } from '../form/fixture';
import { Door } from './Door';
import { fakeServer } from './fakeServer';

const session: Session = {
  person: { id: 'p1', code: 'E100', name: '夏娟', title: '销售', department: '华东区' },
  workspace: { id: 'w', title: '演示公司', sandbox: true, zone: 'Asia/Shanghai' },
  roles: [], may: [], csrf: 'token', locale: 'zh-CN',
};

function task(id: string, more: Partial<TaskDetail> = {}): TaskDetail {
  return {
    id, kind: 'task', title: `跟进 · ${id}`, subtitle: null, app: 'demo', app_title: '演示', workflow: 'w', node: 'n', node_title: '跟进',
    record: { app: 'shop', form: 'other', id: 'r9', title: '恒泰' }, assignee: '夏娟', outcome: null, state: 'seen', created_at: '2026-01-05T01:00:00Z', due_at: null, group: 'later',
    revision: 2, facts: [], form: null, initial_values: null, first_response: [], decline_reasons: null, decisions: null, record_detail: null, flow: null, name: null, ...more,
  };
}

const list = (items: Task[]) => ({ items, next_cursor: null, counts: { mine: items.length, started: 0, copied: 0 } });
const clock = { now: '2026-01-05T02:00:00Z', sandbox: true, offset_s: 0 };
const common = { 'GET /session': session, 'GET /clock': clock, 'GET /messages': { items: [], unread: 0 }, 'GET /tasks': list([]) };

let server: ReturnType<typeof fakeServer>;

function open(path: string, answers: Record<string, unknown>) {
  server = fakeServer({ ...common, ...answers });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter initialEntries={[path]}>
        <Door />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

const sentTo = (path: string) => server.asked.filter((one) => one.method === 'POST' && one.path === path);

beforeEach(() => localStorage.clear());
// The page goes first: what it asks for later must not reach a real network.
afterEach(() => {
  cleanup();
  server.stop();
});

test('a demonstration signs in with one tap, and the inbox opens', async () => {
  let signedIn = false;
  const user = open('/', {
    'GET /session': () => (signedIn ? session : { status: 401, title: 'x', code: 'not_signed_in' }),
    'GET /setup': { needs_administrator: false, demo: true, accounts: [{ login: 'xia', name: '夏娟', title: '销售', password: 'demo' }] },
    'POST /session': () => {
      signedIn = true;
      return session;
    },
  });
  await user.click(await screen.findByRole('button', { name: /夏娟/ }));

  expect(await screen.findByRole('heading', { level: 1, name: '待办' })).toBeTruthy();
  expect(sentTo('/session')[0]?.body).toEqual({ login: 'xia', password: 'demo' });
});

test('the inbox is grouped by what presses, late first', async () => {
  open('/', { 'GET /tasks': list([task('later'), task('late', { group: 'overdue', due_at: '2026-01-05T01:42:00Z' }), task('today', { group: 'today', due_at: '2026-01-05T02:42:00Z' })]) });
  await screen.findByText('跟进 · late');

  expect(screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent)).toEqual(['已超时 1', '今天到期 1', '之后 1']);
});

test('a fresh item is reported as seen, once', async () => {
  open('/tasks/t1', { 'GET /tasks/t1': task('t1', { state: 'delivered', revision: 1 }), 'POST /tasks/t1/seen': task('t1') });
  await waitFor(() => expect(sentTo('/tasks/t1/seen').length).toBe(1));

  expect(sentTo('/tasks/t1/seen')[0]?.headers.get('If-Match')).toBe('"1"');
});

test('after a first response what is sent names the revision that it made', async () => {
  let now = task('t1', { form: 'inquiry', first_response: [{ key: 'called', title: '已致电' }] });
  const user = open('/tasks/t1', {
    'GET /tasks/t1': () => now,
    'GET /apps/demo/forms/inquiry': inquiry(),
    'POST /tasks/t1/accept': () => (now = { ...now, state: 'accepted', revision: 5 }),
    'POST /tasks/t1/complete': task('t1', { state: 'done' }),
  });
  await user.type(await screen.findByLabelText(/名称/), '恒泰');
  await user.click(screen.getByRole('button', { name: '已致电' }));
  await waitFor(() => expect(sentTo('/tasks/t1/accept').length).toBe(1));
  await user.click(screen.getByRole('button', { name: '提交' }));

  await waitFor(() => expect(sentTo('/tasks/t1/complete')[0]?.headers.get('If-Match')).toBe('"5"'));
});

test('a task is filled and sent with the revision seen and one key, and the inbox says so', async () => {
  const user = open('/tasks/t1', {
    'GET /tasks/t1': task('t1', { form: 'inquiry' }),
    'GET /apps/demo/forms/inquiry': inquiry(),
    'POST /tasks/t1/complete': task('t1', { state: 'done' }),
  });
  await user.type(await screen.findByLabelText(/名称/), '恒泰');
  await user.click(screen.getByRole('button', { name: '提交' }));
  await screen.findByText('已提交 · 跟进 · t1');

  const [sent] = sentTo('/tasks/t1/complete');
  expect(sent?.body).toEqual({ values: { name: '恒泰', pace: 'calm' }, confirmed: [] });
  expect(sent?.headers.get('If-Match')).toBe('"2"');
  expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
});

test('without an answer the form stays filled, says where the input is, and a retry carries the same key', async () => {
  let away = true;
  const user = open('/apps/demo/inquiry/new', {
    'GET /apps/demo/forms/inquiry': inquiry(),
    'POST /apps/demo/forms/inquiry/records': () => {
      if (!away) return { id: 'r1', revision: 1, values: { name: '恒泰' }, labels: {} };
      away = false;
      throw new TypeError('network');
    },
    'GET /apps/demo/forms/inquiry/records/r1': { id: 'r1', revision: 1, values: { name: '恒泰' }, labels: {} },
  });
  await user.type(await screen.findByLabelText(/名称/), '恒泰');
  await user.click(screen.getByRole('button', { name: '提交' }));
  const note = await screen.findByRole('alert');
  expect(note.textContent).toContain('没有保存：服务器没有回应');
  expect((screen.getByLabelText(/名称/) as HTMLInputElement).value).toBe('恒泰');
  await user.click(within(note).getByRole('button', { name: '重试' }));

  await waitFor(() => expect(sentTo('/apps/demo/forms/inquiry/records').length).toBe(2));
  const keys = sentTo('/apps/demo/forms/inquiry/records').map((one) => one.headers.get('Idempotency-Key'));
  expect(keys[0]).toBe(keys[1]);
});

test('one tap tells the first response and stops the clock', async () => {
  const waiting = task('t1', { first_response: [{ key: 'called', title: '已致电' }, { key: 'submitted', title: 'submitted' }] });
  let accepted = false;
  const user = open('/tasks/t1', {
    'GET /tasks/t1': () => (accepted ? { ...waiting, state: 'accepted', revision: 3 } : waiting),
    'POST /tasks/t1/accept': () => {
      accepted = true;
      return { ...waiting, state: 'accepted', revision: 3 };
    },
  });
  await user.click(await screen.findByRole('button', { name: '已致电' }));

  expect(await screen.findByText('已响应，计时已停')).toBeTruthy();
  expect(sentTo('/tasks/t1/accept')[0]?.body).toEqual({ act: 'called' });
});

test('a rejection needs its reason; then it is sent', async () => {
  const user = open('/tasks/a1', {
    'GET /tasks/a1': task('a1', { kind: 'approval', decisions: ['approve', 'reject'] }),
    'POST /tasks/a1/decide': task('a1', { kind: 'approval', state: 'done' }),
  });
  const sheet = within(await screen.findByRole('dialog'));
  await user.click(sheet.getByRole('button', { name: '驳回' }));
  expect(sheet.getByText('驳回需写明原因')).toBeTruthy();
  expect(sentTo('/tasks/a1/decide')).toEqual([]);
  await user.type(sheet.getByLabelText('意见'), '预算不明');
  await user.click(sheet.getByRole('button', { name: '驳回' }));

  await waitFor(() => expect(sentTo('/tasks/a1/decide')[0]?.body).toEqual({ decision: 'reject', comment: '预算不明' }));
});

test('whoever acts second is told in the words of the server, and sees the new state', async () => {
  let decided = false;
  const user = open('/tasks/a1', {
    'GET /tasks/a1': () => task('a1', { kind: 'approval', decisions: ['approve', 'reject'], state: decided ? 'done' : 'seen' }),
    'POST /tasks/a1/decide': () => {
      decided = true;
      return { status: 409, title: 'x', detail: '陈国刚同意了', code: 'stale_revision' };
    },
  });
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '同意' }));

  expect(await screen.findByText('这条待办已处理')).toBeTruthy();
});

test('giving back asks for a reason', async () => {
  const user = open('/tasks/t1', { 'GET /tasks/t1': task('t1', { decline_reasons: [{ key: 'busy', title: '手头已满' }] }), 'POST /tasks/t1/decline': task('t1', { state: 'done' }) });
  await user.click(await screen.findByRole('button', { name: '退回' }));
  const sheet = within(await screen.findByRole('dialog'));
  expect((sheet.getByRole('button', { name: '退回' }) as HTMLButtonElement).disabled).toBe(true);
  await user.click(sheet.getByLabelText('手头已满'));
  await user.click(sheet.getByRole('button', { name: '退回' }));

  await waitFor(() => expect(sentTo('/tasks/t1/decline')[0]?.body).toEqual({ reason: 'busy', comment: '' }));
});

test('a name nobody knows is decided like any other to-do', async () => {
  const name = {
    name: '恒太机电', count: 3, app: 'demo', form: 'other', form_title: '客户', used_by: ['夏娟'], asked_at: '2026-01-05T01:00:00Z', blocks_at: '2026-01-06T01:00:00Z',
    blocked: false, may_create: true, suggestions: [],
  };
  const user = open('/tasks/n1', { 'GET /tasks/n1': task('n1', { kind: 'name', record: null, name }), 'POST /tasks/n1/name': task('n1', { kind: 'name', state: 'done' }) });
  await user.click(await screen.findByRole('radio', { name: /不能使用/ }));
  expect((screen.getByRole('button', { name: '拒绝使用' }) as HTMLButtonElement).disabled).toBe(true);
  await user.type(screen.getByRole('textbox', { name: /理由/ }), '已注销');
  await user.click(screen.getByRole('button', { name: '拒绝使用' }));

  await waitFor(() => expect(sentTo('/tasks/n1/name')[0]?.body).toEqual({ decision: 'refuse', record: null, values: null, reason: '已注销' }));
});

test('what one may not see is told in the same words as what does not exist', async () => {
  open('/apps/demo/inquiry/r404', { 'GET /apps/demo/forms/inquiry': inquiry() });

  expect(await screen.findByText('打不开这个链接')).toBeTruthy();
});

test('a sandbox clock can be moved on', async () => {
  const user = open('/me', { 'POST /clock': { ...clock, now: '2026-01-05T02:15:00Z' } });
  await user.click(await screen.findByRole('button', { name: '+15 分钟' }));

  await waitFor(() => expect(sentTo('/clock')[0]?.body).toEqual({ advance: 'PT15M' }));
});
