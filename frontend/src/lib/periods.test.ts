import { expect, test } from 'vitest';
import type { MetricPeriod } from '../api/types';
import { inUnit, lastPeriods, periodKey, stepped, unitOf } from './periods';

const period = (unit: string, key: string, first: string, last: string, running = false): MetricPeriod => ({ unit, key, first, last, running });

test('a day lies in the periods that the server would name', () => {
  expect(['day', 'week', 'month', 'quarter', 'half', 'year'].map((unit) => periodKey(unit, '2027-01-02'))).toEqual(['2027-01-02', '2026-W53', '2027-01', '2027-Q1', '2027-H1', '2027']);
  expect(periodKey('week', '2026-01-05')).toBe('2026-W02');
});

test('steps go over the ends of years, and a range by its own length', () => {
  expect(stepped(period('quarter', '2026-Q1', '2026-01-01', '2026-03-31'), -1)).toBe('2025-Q4');
  expect(stepped(period('week', '2026-W53', '2026-12-28', '2027-01-03'), 1)).toBe('2027-W01');
  expect(stepped(period('range', '', '2026-02-27', '2026-03-01'), 1)).toBe('2026-03-02..2026-03-04');
  expect(stepped(period('range', '', '2026-02-27', '2026-03-01'), -1)).toBe('2026-02-24..2026-02-26');
});

test('another unit shows the one that runs, or the end of what is past', () => {
  expect(inUnit(period('year', '2026', '2026-01-01', '2026-12-31', true), 'month')).toBe('month');
  expect(inUnit(period('year', '2025', '2025-01-01', '2025-12-31'), 'quarter')).toBe('2025-Q4');
});

test('weeks go back over the end of a year and a week 53', () => {
  expect(lastPeriods('week', '2027-01-04', 3)).toEqual(['2027-W01', '2026-W53', '2026-W52']);
  expect(lastPeriods('week', '2027-01-03', 1)).toEqual(['2026-W53']);
});

test('months go back from a 31st without skipping one', () => {
  expect(lastPeriods('month', '2026-03-31', 3)).toEqual(['2026-03', '2026-02', '2026-01']);
  expect(lastPeriods('quarter', '2026-01-31', 2)).toEqual(['2026-Q1', '2025-Q4']);
  expect(lastPeriods('year', '2026-01-31', 2)).toEqual(['2026', '2025']);
  expect(lastPeriods('day', '2026-03-01', 2)).toEqual(['2026-03-01', '2026-02-28']);
});

test('a key tells its unit, a range none', () => {
  expect([unitOf('2026-01-05'), unitOf('2026-W02'), unitOf('2026'), unitOf('week'), unitOf('2026-01-01..2026-01-05')]).toEqual(['day', 'week', 'year', 'week', null]);
});
