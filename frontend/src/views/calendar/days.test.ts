/** Days: which are drawn, which records lie on them, and what moving a record changes. */
import { expect, test } from 'vitest';
import type { FieldInfo, RecordItem } from '../../api/types';
import { daysBetween, daysOf, placeOf, shiftedBy, stepped, within } from './days';

const field = (key: string, type: string): FieldInfo => ({ key, type, title: key, access: 'write', required: false, sortable: true, filters: type === 'date_range' ? ['overlaps'] : ['between'], settings: {} }) as unknown as FieldInfo;
const day = field('on', 'date');
const moment = field('at', 'datetime');
const range = field('days', 'date_range');
const record = (values: RecordItem['values']) => ({ id: 'r', values }) as RecordItem;

test('a month is drawn in whole weeks from Monday', () => {
  const november = daysOf('month', '2026-11-26');
  expect([november[0], november.at(-1), november.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
  expect(daysOf('month', '2027-02-10')).toHaveLength(28);
  expect(daysOf('week', '2026-11-26')[0]).toBe('2026-11-23');
  expect(daysOf('day', '2026-11-26')).toEqual(['2026-11-26']);
});

test('the 31st becomes the last day of a shorter month', () => {
  expect(stepped('month', '2026-01-31', 1)).toBe('2026-02-28');
  expect(stepped('month', '2026-03-31', -1)).toBe('2026-02-28');
  expect(stepped('month', '2026-12-15', 1)).toBe('2027-01-15');
  expect(stepped('week', '2026-12-28', 1)).toBe('2027-01-04');
});

test('records are asked for by the days in sight, in the zone of the workspace', () => {
  expect(within({}, { starts: day }, ['2026-11-01', '2026-11-30']).filter).toEqual({
    all: [{ field: 'on', operator: 'at_least', value: '2026-11-01' }, { field: 'on', operator: 'less', value: '2026-12-01' }],
  });
  expect(within({}, { starts: moment }, ['2026-11-01']).filter).toEqual({
    all: [{ field: 'at', operator: 'at_least', value: '2026-10-31T16:00:00Z' }, { field: 'at', operator: 'less', value: '2026-11-01T16:00:00Z' }],
  });
  expect(within({ filter: { field: 'x', operator: 'empty' } }, { starts: range }, ['2026-11-01', '2026-11-02']).filter).toEqual({
    all: [{ field: 'x', operator: 'empty' }, { field: 'days', operator: 'overlaps', value: ['2026-11-01', '2026-11-02'] }],
  });
});

test('a record lies from its first day to its last', () => {
  expect(placeOf(record({ at: '2026-11-25T17:30:00Z' }), { starts: moment })).toEqual({ first: '2026-11-26', last: '2026-11-26', time: '01:30', until: null });
  expect(placeOf(record({ days: '2026-11-25/2026-11-27' }), { starts: range })).toEqual({ first: '2026-11-25', last: '2026-11-27', time: null, until: null });
  expect(placeOf(record({ on: '2026-11-25', end: '2026-11-20' }), { starts: day, ends: field('end', 'date') })?.last).toBe('2026-11-25');
  expect(placeOf(record({ on: null }), { starts: day })).toBeNull();
});

test('moving keeps the time of day and the length', () => {
  expect(shiftedBy(record({ at: '2026-11-25T01:00:05Z' }), { starts: moment }, 7)).toEqual({ at: '2026-12-02T01:00:05Z' });
  expect(shiftedBy(record({ days: '2026-12-30/2027-01-02' }), { starts: range }, 2)).toEqual({ days: '2027-01-01/2027-01-04' });
  expect(shiftedBy(record({ on: '2026-11-25', end: '2026-11-28' }), { starts: day, ends: field('end', 'date') }, -1)).toEqual({ on: '2026-11-24', end: '2026-11-27' });
  expect(daysBetween('2026-11-25', '2026-12-02')).toBe(7);
});
