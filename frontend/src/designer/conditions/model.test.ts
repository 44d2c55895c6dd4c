/** What rows can say is read and written without another meaning; all else is left alone. */
import { describe, expect, it } from 'vitest';
import { readFilter, writeFilter } from './filter';
import { daysOf, fromSource, hoursOf, operatorsOf, readConditions, settledValue, sourceOf, sourcesFor, writeConditions, type Source } from './model';

const budget = { var: 'record.budget' };
const drawable: unknown[] = [
  { '==': [budget, 5] },
  { '!=': [budget, 'x'] },
  { '>=': [budget, 500000] },
  { is_set: budget },
  { '!': { is_set: budget } },
  { in: [budget, ['a', 'b']] },
  { '!': { in: [budget, ['a']] } },
  { contains: [budget, 'x'] },
  { and: [{ '==': [budget, 5] }, { is_set: { var: 'record.note' } }] },
  { or: [{ '<': [budget, 0.5] }, { '>': [budget, 7] }] },
  { '==': [budget, { var: 'record.other' }] },
  { '==': [{ var: 'record.customer.level' }, 'A'] },
  { '!=': [{ var: 'record.seller' }, { var: 'actor.person_id' }] },
  { '==': [budget, { var: 'nodes.find.count' }] },
  { '==': [{ var: 'row.customer' }, { var: 'record.customer' }] },
  { '>': [{ var: 'candidate.rate' }, { param: 'least_rate' }] },
  { in: [{ var: 'record.line' }, { var: 'candidate.lines' }] },
  { in: [{ var: 'record.owner' }, { var: 'actor.reports' }] },
  { in: ['crm.manager', { var: 'actor.roles' }] },
  { '!': { in: ['crm.manager', { var: 'actor.roles' }] } },
  { '<': [{ var: 'record.seen_at' }, { add: [{ now: [] }, '-PT24H'] }] },
  { '>=': [{ var: 'record.seen_at' }, { now: [] }] },
  { '<': [{ var: 'record.due' }, { today: [] }] },
  { '<=': [{ var: 'record.due' }, { add_days: [{ today: [] }, -3] }] },
  { and: [{ '==': [budget, 5] }, { or: [{ '<': [budget, 0.5] }, { and: [{ is_set: budget }, { '==': [budget, 1] }] }] }] },
];

describe('rows', () => {
  it.each(drawable)('say %j and come back as it', (tree) => {
    const read = readConditions(tree);
    expect(read).not.toBeNull();
    expect(writeConditions(read ?? { all: true, rows: [] })).toEqual(tree);
  });

  it('ask nothing where nothing is asked', () => {
    expect(readConditions(undefined)).toEqual({ all: true, rows: [] });
    expect(writeConditions({ all: true, rows: [] })).toBeUndefined();
  });

  it.each([{ '==': [budget, { var: 'before.budget' }] }, { '<': [budget, { add: [{ now: [] }, 'P1M'] }] }, { in: [{ param: 'a' }, { var: 'actor.roles' }] }, { '<': [budget, { add_days: [{ var: 'record.due' }, 3] }] }, { and: [{ or: [] }, { '==': [budget, 1] }] }, { '>': [{ '*': [budget, 2] }, 5] }, { and: [{ or: [{ '==': [budget, 1] }] }, true] }, { exists: ['visit', true] }, { '==': [budget, 1], extra: 2 }, 'text'])('leave %j to the formula', (tree) => {
    expect(readConditions(tree)).toBeNull();
  });
});

describe('a field', () => {
  const money = { filters: ['equal', 'at_least', 'between', 'empty'], value: 'decimal' };
  it('is asked what its type can be asked, as far as rows say it', () => {
    expect(operatorsOf(money)).toEqual(['equal', 'at_least', 'empty']);
    expect(operatorsOf(undefined)).toContain('contains');
    expect(operatorsOf(money, true)).toEqual(['holds', 'holds_not', 'empty', 'not_empty']);
  });

  it('has numbers as numbers and several as a list', () => {
    expect(settledValue(money, 'equal', '12.50')).toBe(12.5);
    expect(settledValue({ filters: [], value: 'text' }, 'equal', '12')).toBe('12');
    expect(settledValue(undefined, 'one_of', 'a')).toEqual(['a']);
  });
});

describe('a value', () => {
  it('comes from where it makes sense', () => {
    const date = { key: 'date', filters: [], value: 'date' };
    const member = { key: 'member', filters: [], value: 'text' };
    expect(sourcesFor(date, 'less')).toEqual(['value', 'today', 'after', 'before', 'field', 'param']);
    expect(sourcesFor({ key: 'datetime', filters: [], value: 'datetime' }, 'less')).toEqual(['value', 'now', 'later', 'earlier', 'field', 'param']);
    expect(sourcesFor(date, 'one_of')).toEqual(['value', 'field']);
    expect(sourcesFor(member, 'equal')).toEqual(['value', 'me', 'field', 'param']);
    expect(sourcesFor(member, 'one_of')).toEqual(['value', 'reports', 'field']);
    expect(sourcesFor(member, 'holds')).toEqual(['value']);
  });

  it.each<[Parameters<typeof fromSource>, Source, number]>([
    [['today'], 'today', 0],
    [['before', { amount: 3 }], 'before', -3],
    [['after', { amount: 3 }], 'after', 3],
    [['now'], 'now', 0],
    [['me'], 'me', 0],
    [['reports'], 'reports', 0],
    [['departments'], 'departments', 0],
    [['param', { param: 'most' }], 'param', 0],
    [['field', { path: 'record.x' }], 'field', 0],
    [['value'], 'value', 0],
  ])('%j is known again', (asked, source, days) => {
    const value = fromSource(...asked);
    expect(sourceOf(value)).toBe(source);
    expect(daysOf(value)).toBe(days);
  });
});

it.each<[Source, number]>([['later', 2], ['earlier', -2]])('%s is some hours from now', (source, hours) => {
  const value = fromSource(source, { amount: 2 });
  expect(sourceOf(value)).toBe(source);
  expect(hoursOf(value)).toBe(hours);
});

describe('a filter', () => {
  const filter = { any: [{ field: 'stage', operator: 'one_of', value: ['new'] }, { field: 'owner', operator: 'empty' }] };

  it('is rows and comes back as it was', () => {
    expect(writeFilter(readFilter(filter) ?? { all: true, rows: [] })).toEqual(filter);
    expect(readFilter(undefined)).toEqual({ all: true, rows: [] });
    const nested = { all: [{ field: 'owner', operator: 'empty' }, filter] };
    expect(writeFilter(readFilter(nested) ?? { all: true, rows: [] })).toEqual(nested);
  });

  it('that says more is left alone', () => {
    expect(readFilter({ all: [{ any: [] }] })).toBeNull();
    expect(readFilter({ all: [{ field: 'seller', operator: 'equal', value: { var: 'actor.person_id' } }] })).toBeNull();
    expect(readFilter({ all: [{ field: 'place', operator: 'in_box', value: [1, 2, 3, 4] }] })).toBeNull();
  });
});
