/** What a form's rules, formulas and checks make of values. */
import { expect, test } from 'vitest';
import { formModel } from './model';
import { field, inquiry } from './fixture';

const now = () => new Date('2026-01-05T01:00:00Z');
const model = formModel(inquiry(), now);

test('a field that a rule shows stands after its cause and is hidden until the rule holds', () => {
  expect(model.arrangement.layout.map(({ items }) => items.map(({ key }) => key))).toEqual([['name', 'amount', 'size', 'pace', 'why'], ['grade']]);
  expect([...model.linkage({ pace: 'calm' }).hidden]).toEqual(['why']);
  expect([...model.linkage({ pace: 'hot' }).hidden]).toEqual([]);
});

test('a layout item that a rule hides hides what is inside it, which is then neither missing nor written', () => {
  const form = inquiry({ rules: [{ key: 'r', class: 'local', when: { '==': [{ var: 'record.pace' }, 'hot'] }, then: [{ show: 'main' }] }], checks: [] });
  const other = formModel(form, now);

  expect(other.linkage({ pace: 'calm' }).hidden.has('name')).toBe(true);
  expect(other.faults({ pace: 'calm' }, other.linkage({ pace: 'calm' }))).toEqual([]);
  expect(other.faults({ pace: 'hot' }, other.linkage({ pace: 'hot' })).map(({ field: at }) => at)).toEqual(['name']);
});

test('a rule may require several fields; what is hidden is never missing', () => {
  const missing = (values: Record<string, unknown>) => model.faults(values, model.linkage(values)).map((fault) => fault.field);

  expect(missing({ name: '恒泰', pace: 'hot' })).toEqual(['amount', 'why']);
  expect(missing({ name: '恒泰', pace: 'calm' })).toEqual([]);
});

test('amounts are compared exactly, with parameters as texts', () => {
  expect(model.linkage({ amount: '999999.99' }).sets).toEqual({});
  expect(model.linkage({ amount: '1000000' }).sets).toEqual({ grade: 'A' });
});

test('a formula is told while one types', () => {
  expect(model.computed({ amount: '499999.99' })).toEqual({ size: '小' });
  expect(model.computed({ amount: '500000' })).toEqual({ size: '大' });
});

test('a formula is rounded as the server stores it, and is empty where it does not fit', () => {
  const tax = { '*': [{ var: 'record.amount' }, '1.13'] };
  const form = inquiry({
    fields: [
      field('amount', 'currency'),
      field('taxed', 'formula', { settings: { result: 'currency', expression: tax } }),
      field('twice', 'formula', { settings: { result: 'currency', expression: { '*': [{ var: 'record.taxed' }, 2] } } }),
      field('few', 'formula', { settings: { result: 'decimal', result_settings: { places: 0, maximum: '5' }, expression: tax } }),
    ],
    layout: [],
    rules: [],
    checks: [],
  });

  expect(formModel(form, now).computed({ amount: '4.5' })).toEqual({ taxed: '5.09', twice: '10.18', few: '5' });
  expect(formModel(form, now).computed({ amount: '-4.5' })).toEqual({ taxed: '-5.09', twice: '-10.18', few: '-5' });
  expect(formModel(form, now).computed({ amount: '9' })).toEqual({ taxed: '10.17', twice: '20.34', few: null });
});

test('a value that a rule sets is rounded to what its field holds', () => {
  const form = inquiry({
    fields: [field('amount', 'currency'), field('taxed', 'currency')],
    layout: [],
    rules: [{ key: 'tax', when: true, then: [{ set: { taxed: { '*': [{ var: 'record.amount' }, '1.13'] } } }] }] as never,
    checks: [],
  });

  expect(formModel(form, now).linkage({ amount: '4.5' }).sets).toEqual({ taxed: '5.09' });
});

test('a formula whose parameter the page was not told is left to the server', () => {
  const form = inquiry({ fields: [field('rate', 'formula', { settings: { expression: { '+': [{ param: 'secret' }, 1] } } })], layout: [], rules: [], checks: [] });

  expect(formModel(form, now).computed({})).toEqual({});
});

test('a tree with an operator unknown here neither breaks the form nor judges', () => {
  const form = inquiry({ rules: [{ key: 'x', class: 'local', when: { telepathy: [1] }, then: [{ hide: 'name' }] }], checks: [] });
  const other = formModel(form, now);

  expect([...other.linkage({}).hidden]).toEqual([]);
});

test('a check of the form is told at a field it reads', () => {
  const faults = (amount: string | null) => model.faults({ name: '恒泰', amount }, model.linkage({ name: '恒泰', amount })).map((fault) => [fault.field, fault.sentence]);

  expect(faults('9000000.01')).toEqual([['amount', '金额不超过 900 万']]);
  expect(faults(null)).toEqual([]);
});

test('a field one may only read is neither written nor missing', () => {
  const form = inquiry({ fields: [field('name', 'text', { required: true, access: 'read' })], layout: [], rules: [], checks: [] });
  const other = formModel(form, now);

  expect(other.faults({}, other.linkage({}))).toEqual([]);
  expect(other.writable('name', other.linkage({}))).toBe(false);
});

test('rules and checks read what is worked out, here or by the server', () => {
  const days = { key: 'parts', type: 'detail_lines', settings: { columns: [{ key: 'days', type: 'integer', title: '天数', settings: {}, access: 'write' }] } };
  const form = inquiry({
    fields: [
      field('parts', 'detail_lines', days),
      field('total', 'formula', { access: 'read', settings: { result: 'integer', expression: { sum: [{ var: 'record.parts.days' }] } } }),
      field('left', 'formula', { access: 'read', settings: { result: 'integer' } }),
      field('why', 'text', {}),
    ],
    layout: [],
    rules: [{ key: 'long', class: 'local', when: { '>': [{ var: 'record.total' }, 3] }, then: [{ require: 'why' }] }],
    checks: [],
  });
  const counted = formModel(form, now);
  const lines = (...amounts: number[]) => ({ parts: amounts.map((amount, at) => ({ id: String(at), days: amount })) });

  expect([...counted.linkage(lines(1, 2)).required]).toEqual([]);
  expect([...counted.linkage(lines(1, 3)).required]).toEqual(['why']);

  const told = formModel({ ...form, rules: [{ key: 'few', class: 'local', when: { '<': [{ var: 'record.left' }, 2] }, then: [{ require: 'why' }] }] } as never, now);
  const said = { rules: [], sets: {}, computed: { left: 1 }, errors: {}, warnings: {}, of: {} };
  expect([...told.linkage({}, said).required]).toEqual(['why']);
});
