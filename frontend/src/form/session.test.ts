/** Filling and sending: one record per attempt, drafts, refusals, another's change. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FormInfo, Values } from '../api/types';
import { Problem, Unreachable } from '../lib/problems';
import { findDraft } from './drafts';
import { field, inquiry, saved, section } from './fixture';
import { FormSession, type SendContext } from './session';

interface Sent {
  values: Values;
  context: SendContext;
}

/** Answers in turn: an error is thrown, anything else returned. */
function open(answers: unknown[], more: { form?: FormInfo; values?: Values; revision?: number | null; draft?: string; last?: string } = {}) {
  const sent: Sent[] = [];
  const done: unknown[] = [];
  const send = async (values: Values, context: SendContext) => {
    sent.push({ values, context });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const session = new FormSession<unknown>({ form: inquiry(), values: {}, revision: null, ...more, hands: { send, onSent: (answer) => done.push(answer) } });
  return { session, sent, done };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('two taps send once', async () => {
  const { session, sent, done } = open(['ok']);
  session.type('name', '恒泰');

  await Promise.all([session.submit(), session.submit()]);

  expect(sent.length).toBe(1);
  expect(done).toEqual(['ok']);
});

test('a retry after no answer carries the same key, changed content a new one', async () => {
  const { session, sent } = open([new Unreachable('away'), new Unreachable('away'), 'ok']);
  session.type('name', '恒泰');
  await session.submit();
  await session.submit();
  session.type('name', '恒泰二');
  await session.submit();

  const [first, second, third] = sent.map(({ context }) => context.once);
  expect(first).toBe(second);
  expect(third).not.toBe(first);
});

test('an answer of the server that it failed is no answer either: the key stays', async () => {
  const { session, sent } = open([new Problem({ title: 'x', status: 503, code: 'unavailable' }), 'ok']);
  session.type('name', '恒泰');
  await session.submit();

  expect(session.state.trouble).toEqual({ kind: 'unreachable' });
  await session.submit();
  expect(sent[0]?.context.once).toBe(sent[1]?.context.once);
});

test('a missing field is returned to be gone to, and nothing is sent', async () => {
  const { session, sent } = open(['ok']);

  expect((await session.submit())?.field).toBe('name');
  expect(session.state.attempted).toBe(true);
  expect(sent).toEqual([]);
});

test('what the server refuses stands at its field, and goes when the field changes', async () => {
  const refusal = new Problem({ title: '有误', status: 422, code: 'request.invalid', errors: [{ pointer: '/values/name', detail: '已有同名' }, { pointer: '/values/why', detail: '太短' }] });
  const { session } = open([refusal]);
  session.type('name', '恒泰');

  expect((await session.submit())?.field).toBe('name');
  expect(session.state.refusals).toEqual({ name: '已有同名' });
  // A field that is not in sight cannot carry a sentence: it is told above the form.
  expect(session.state.trouble).toMatchObject({ kind: 'refused', others: ['原因：太短'] });
  session.type('name', '恒泰二');
  expect(session.state.refusals).toEqual({});
});

test('a new record sends what is in sight and says something, with rules followed; defaults too', async () => {
  const { session, sent } = open(['ok']);
  session.type('name', '恒泰');
  session.type('why', '藏着');
  session.type('amount', '1000000');
  await session.submit();

  expect(sent[0]?.values).toEqual({ name: '恒泰', amount: '1000000', pace: 'calm' });
  expect(session.state.values.grade).toBe('A');
});

test('a cleared default is sent as empty, or the server would fill it in again', async () => {
  const { session, sent } = open(['ok']);
  session.type('name', '恒泰');
  session.type('pace', null);
  await session.submit();

  expect(sent[0]?.values).toEqual({ name: '恒泰', pace: null });
});

test('a change sends only what changed, with the revision it is based on', async () => {
  const { session, sent } = open(['ok'], { values: { name: '恒泰', amount: '5.00', pace: 'calm' }, revision: 3 });
  session.type('amount', null);
  await session.submit();

  expect(sent[0]?.values).toEqual({ amount: null });
  expect(sent[0]?.context.revision).toBe(3);
});

test('fields only others changed are merged and sent again without asking', async () => {
  const conflict = new Problem({ title: 'x', status: 409, code: 'stale', current: saved({ name: '恒泰', amount: '9.00', pace: 'hot', why: '展会' }, 4) });
  const { session, sent, done } = open([conflict, 'ok'], { values: { name: '恒泰', amount: '9.00', pace: 'calm' }, revision: 3 });
  session.type('name', '恒泰二');
  await session.submit();

  expect(sent[1]).toMatchObject({ values: { name: '恒泰二' }, context: { revision: 4 } });
  expect(session.state.values).toMatchObject({ pace: 'hot', why: '展会' });
  expect(done).toEqual(['ok']);
});

test('a field both changed waits for a choice, then is sent with the new revision', async () => {
  const conflict = new Problem({ title: 'x', status: 409, code: 'stale', current: saved({ name: '他的', pace: 'calm' }, 4, '龙国勇') });
  const { session, sent } = open([conflict, 'ok'], { values: { name: '恒泰', pace: 'calm' }, revision: 3 });
  session.type('name', '我的');
  await session.submit();

  expect(session.state.clashes).toEqual([{ key: 'name', mine: '我的', theirs: '他的' }]);
  await session.submit();
  expect(sent.length).toBe(1);
  session.choose(session.state.clashes[0]!, '我的');
  await session.submit();
  expect(sent[1]).toMatchObject({ values: { name: '我的' }, context: { revision: 4 } });
});

test('what is typed is kept on the device, goes on after a reload, and is dropped once sent', async () => {
  const { session } = open([], { draft: 'p/demo/inquiry/new' });
  session.type('name', '恒泰');
  vi.advanceTimersByTime(1000);
  expect(session.keptAt).not.toBeNull();

  const again = open(['ok'], { draft: 'p/demo/inquiry/new' });
  expect(again.session.resumed).toBe(true);
  expect(again.session.state.values.name).toBe('恒泰');
  await again.session.submit();
  expect(findDraft('p/demo/inquiry/new')).toBeNull();
});

test('a draft of a record that others changed meanwhile is merged, and clashes are asked', () => {
  const place = { draft: 'p/demo/inquiry/r1' };
  const first = open([], { ...place, values: { name: '恒泰', amount: '1.00', pace: 'calm' }, revision: 3 });
  first.session.type('name', '我的');
  vi.advanceTimersByTime(1000);

  const { session } = open([], { ...place, values: { name: '他的', amount: '2.00', pace: 'calm' }, revision: 5 });
  expect(session.state.values).toMatchObject({ name: '我的', amount: '2.00' });
  expect(session.state.clashes.map(({ key }) => key)).toEqual(['name']);
});

test('opening a form and typing nothing keeps no draft', () => {
  const { session } = open([], { draft: 'p/demo/inquiry/new' });
  session.type('name', '恒');
  session.type('name', null);
  vi.advanceTimersByTime(1000);

  expect(findDraft('p/demo/inquiry/new')).toBeNull();
});

test('two rules that disagree do not spin', () => {
  const form = inquiry({
    rules: [
      { key: 'a', class: 'local', when: { '==': [{ var: 'record.name' }, 'x'] }, then: [{ set: { name: 'y' } }] },
      { key: 'b', class: 'local', when: { '==': [{ var: 'record.name' }, 'y'] }, then: [{ set: { name: 'x' } }] },
    ],
    fields: [field('name', 'text')], layout: [], checks: [],
  });
  const session = new FormSession({ form, values: {}, revision: null, hands: { send: async () => null, onSent: () => undefined } });
  session.type('name', 'x');

  expect(['x', 'y']).toContain(session.state.values.name);
});

const keeping = { form: inquiry({ keep_last: ['amount', 'why'] }), last: 'p/demo/inquiry' };

test('fields that the form keeps begin as they were sent last, and only those', async () => {
  const first = open(['ok'], keeping);
  first.session.type('name', '恒泰');
  first.session.type('amount', '5.00');
  await first.session.submit(true);

  const { session } = open([], keeping);
  expect(session.state.values).toMatchObject({ amount: '5.00', pace: 'calm' });
  expect(session.state.values.name).toBeUndefined();
});

test('a field that was let go begins empty, until it is pinned again', async () => {
  const first = open(['ok'], keeping);
  first.session.type('name', '恒泰');
  first.session.type('amount', '5.00');
  first.session.pin('amount', false);
  await first.session.submit();

  const second = open([], keeping).session;
  expect(second.state.values.amount).toBeUndefined();
  second.pin('amount', true);
  expect(open([], keeping).session.state.values.amount).toBe('5.00');
});

test('what a page gives goes before what was kept, and a form that begins so has nothing to keep as a draft', () => {
  localStorage.setItem('loomwork.last:p/demo/inquiry', JSON.stringify({ values: { amount: '5.00' }, labels: {}, loose: [] }));
  const { session } = open([], { ...keeping, values: { amount: '7.00' }, draft: 'p/demo/inquiry/new' });

  expect(session.state.values.amount).toBe('7.00');
  expect(session.state.base.amount).toBe('7.00');
});

test('what is stored in place of last values harms nothing', () => {
  localStorage.setItem('loomwork.last:p/demo/inquiry', '{"values": 3, "loose": [4]}');

  expect(open([], keeping).session.state.values.amount).toBeUndefined();
});

test('a move that is refused is taken back', async () => {
  const refusal = new Problem({ title: '有误', status: 422, code: 'request.invalid', errors: [{ pointer: '/values/name', detail: '已有同名' }] });
  const { session, sent } = open([refusal], { values: { name: '恒泰', pace: 'calm' }, revision: 3 });
  await session.move('grade', 'B');

  expect(sent[0]?.values).toEqual({ grade: 'B' });
  expect(session.state.values.grade).toBeUndefined();
});

test('why a move is refused is still told when it was taken back', async () => {
  const form = inquiry({ checks: [{ key: 'all_done', field: 'name', assert: { '!=': [{ var: 'record.grade' }, 'B'] }, message: '还没有完成' }] as never });
  const { session, sent } = open([], { form, values: { name: '恒泰', pace: 'calm' }, revision: 3 });
  await session.move('grade', 'B');

  expect([sent.length, session.state.values.grade, session.faults.length]).toEqual([0, undefined, 0]);
  expect(session.state.refusals).toEqual({ name: '还没有完成' });
  session.type('name', '恒泰二');
  expect(session.state.refusals).toEqual({});
});

test('warnings are shown once, and sent in spite of when confirmed; typing asks anew', async () => {
  const warned = () => new Problem({ title: 't', status: 422, code: 'checks.unconfirmed', errors: [{ pointer: '/values/amount', code: 'value.warning', detail: '金额很高', check: 'dear' }] });
  const { session, sent, done } = open([warned(), warned(), 'ok']);
  session.type('name', '恒泰');
  await session.submit();
  expect(session.state.trouble).toEqual({ kind: 'warned', sentences: ['金额很高'], checks: ['dear'] });

  session.type('amount', '900');
  await session.submit();
  await session.confirm();

  expect(sent.map(({ context }) => context.confirmed)).toEqual([[], [], ['dear']]);
  expect(done).toEqual(['ok']);
});

test('a picked record fills in what is empty, stood there from the beginning or came from the last pick; what was typed stays', async () => {
  const form = inquiry({ rules: [], checks: [], fields: [field('name', 'text'), field('grade', 'text', { default: 'C' }), field('buyer', 'reference', { settings: { form: 'firm', fills: { name: 'title', grade: 'level' } } })], layout: [] });
  const records: Record<string, Values> = { a: { title: '甲', level: 'A' }, b: { title: '乙', level: 'B' } };
  const pick = async (_: unknown, id: string) => saved(records[id] ?? {}, 1);
  const session = new FormSession<unknown>({ form, values: {}, revision: null, hands: { send: async () => null, onSent: () => undefined, pick } });

  session.type('buyer', 'a');
  await vi.runAllTimersAsync();
  expect([session.state.values.name, session.state.values.grade]).toEqual(['甲', 'A']);
  session.type('grade', 'mine');
  session.type('buyer', 'b');
  await vi.runAllTimersAsync();

  expect([session.state.values.name, session.state.values.grade]).toEqual(['乙', 'mine']);
});

test('the name behind an id that a pick filled in shows at once, and goes with the id', async () => {
  const form = inquiry({ rules: [], checks: [], fields: [field('seller', 'member'), field('buyer', 'reference', { settings: { form: 'firm', fills: { seller: 'owner' } } })], layout: [] });
  const pick = async () => ({ ...saved({ owner: 'p1' }, 1), labels: { owner: '王芳' } });
  const session = new FormSession<unknown>({ form, values: {}, revision: null, hands: { send: async () => null, onSent: () => undefined, pick } });

  session.type('buyer', 'a');
  await vi.runAllTimersAsync();
  expect([session.state.values.seller, session.filledLabel('seller')]).toEqual(['p1', '王芳']);
  session.type('seller', 'p2');

  expect(session.filledLabel('seller')).toBeUndefined();
});

test('what an input holds by itself is finished before the form is sent, and keeps it back where it cannot be', async () => {
  const { session, sent } = open(['ok']);
  session.type('name', '恒泰');
  let sentence: string | null = 'Row 1 is not saved yet';
  session.hold('grade', () => Promise.resolve(sentence));
  expect(await session.submit()).toEqual({ field: 'grade', missing: false });
  expect([sent.length, session.state.sending, session.state.refusals.grade]).toEqual([0, false, sentence]);

  sentence = null;
  expect(await session.submit()).toBeNull();
  expect(sent.length).toBe(1);
});

test('the rows of a new record go with it, are told of at their place, and are nothing to a record that is there', async () => {
  const form = inquiry({ fields: [...inquiry().fields, field('visits', 'related_list', { access: 'read', settings: { form: 'visit', by: 'inquiry' } })], layout: [section('main', null, ['name', 'visits'])] });
  const rows = { lines: [{ id: 'l1', day: '2026-01-05' }], sent: [{ day: '2026-01-05' }] };
  const wrong = new Problem({ title: 'x', status: 422, code: 'value.problems', errors: [{ code: 'value.required', detail: '去了哪里还没填', pointer: '/values/visits/0/place' }] });
  const { session, sent } = open([wrong, 'ok'], { form });
  session.type('name', '恒泰');
  session.type('visits', rows);
  await session.submit();

  expect(sent[0]?.values).toMatchObject({ name: '恒泰', visits: [{ day: '2026-01-05' }] });
  expect(session.read().state.parts).toEqual({ visits: { '0/place': '去了哪里还没填' } });
  expect(open([], { form, revision: 1 }).session.model.fields.get('visits')?.access).toBe('read');
});
