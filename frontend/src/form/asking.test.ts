/** Asking while one types: after a pause, the latest answer only, and silence harms nothing. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Values } from '../api/types';
import type { Ask, Verdict } from './asking';
import { field, inquiry } from './fixture';
import { FormSession } from './session';

const nothing: Verdict = { errors: [], warnings: [], rules: [], sets: {}, computed: {} };
const taken: Verdict = { ...nothing, errors: [{ pointer: '/values/name', detail: '已有同名' }] };

function open(ask: Ask, more: Partial<ReturnType<typeof inquiry>> = {}) {
  const sent: Values[] = [];
  const send = async (values: Values) => sent.push(values);
  return { sent, session: new FormSession<unknown>({ form: inquiry({ asks: true, ...more }), values: {}, revision: null, hands: { send, onSent: () => undefined, ask } }) };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('many keys are one question, with what is sent', async () => {
  const asked: Values[] = [];
  const { session } = open(async (values) => {
    asked.push(values);
    return taken;
  });
  for (const text of ['恒', '恒泰', '恒泰二']) session.type('name', text);
  await vi.advanceTimersByTimeAsync(1000);

  expect(asked).toEqual([{ name: '恒泰二', pace: 'calm' }]);
  expect(session.state.told.errors).toEqual({ name: '已有同名' });
});

test('an answer that comes after a later one is not heard', async () => {
  const waiting: ((verdict: Verdict) => void)[] = [];
  const { session } = open(() => new Promise((resolve) => waiting.push(resolve)));
  session.type('name', '一');
  await vi.advanceTimersByTimeAsync(1000);
  session.type('name', '二');
  await vi.advanceTimersByTimeAsync(1000);
  waiting[1]?.(nothing);
  waiting[0]?.(taken);
  await vi.advanceTimersByTimeAsync(0);

  expect(session.state.told.errors).toEqual({});
});

test('a form that has nothing to ask asks nothing, and no answer says nothing', async () => {
  const quiet = vi.fn<Ask>();
  open(quiet, { asks: false }).session.type('name', '一');
  await vi.advanceTimersByTimeAsync(1000);
  expect(quiet).not.toHaveBeenCalled();

  const { session, sent } = open(async () => {
    throw new Error('away');
  });
  session.type('name', '一');
  await vi.advanceTimersByTimeAsync(1000);
  await session.submit();
  expect(sent.length).toBe(1);
});

test('a rule that only the server judges holds when it says so, and sets what it says', async () => {
  const rules = [{ key: 'r', class: 'server' as const, when: null, then: [{ show: 'why' }, { set: { grade: null } }] }];
  const { session } = open(async () => ({ ...nothing, rules: ['r'], sets: { grade: 'A' } }), { rules });
  expect(session.state.linkage.hidden.has('why')).toBe(true);
  session.type('name', '一');
  await vi.advanceTimersByTimeAsync(1000);

  expect(session.state.linkage.hidden.has('why')).toBe(false);
  expect(session.state.values.grade).toBe('A');
});

test('what was said of a value keeps nothing from being sent: the server decides', async () => {
  const { session, sent } = open(async () => taken);
  session.type('name', '恒泰');
  await vi.advanceTimersByTimeAsync(1000);
  await session.submit();

  expect(sent.length).toBe(1);
});

test('a check of the form that only warns is told at its field and keeps nothing from being sent', async () => {
  const checks = [{ key: 'c', at: 'submit', assert: { '==': [{ var: 'record.name' }, '一'] }, guard: null, message: '名字少见', field: 'name', warn: true }];
  const { session, sent } = open(async () => nothing, { checks, fields: [field('name', 'text')], rules: [], layout: [] });
  session.type('name', '二');
  expect(session.model.warnings(session.state.values, session.state.linkage)).toEqual({ name: '名字少见' });
  await session.submit();

  expect(sent.length).toBe(1);
});
