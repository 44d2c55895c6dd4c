import { expect, test } from 'vitest';
import { lastPeriods, unitOf } from './periods';

test('weeks are numbered as ISO 8601 does, over the end of a year and with a week 53', () => {
  expect(lastPeriods('week', '2027-01-04', 3)).toEqual(['2027-W01', '2026-W53', '2026-W52']);
  expect(lastPeriods('week', '2027-01-03', 1)).toEqual(['2026-W53']);
});

test('months go back from a 31st without skipping one', () => {
  expect(lastPeriods('month', '2026-03-31', 3)).toEqual(['2026-03', '2026-02', '2026-01']);
  expect(lastPeriods('quarter', '2026-01-31', 2)).toEqual(['2026-Q1', '2025-Q4']);
  expect(lastPeriods('year', '2026-01-31', 2)).toEqual(['2026', '2025']);
});

test('a key tells its unit, a range none', () => {
  expect([unitOf('2026-01-05'), unitOf('2026-W02'), unitOf('2026'), unitOf('week'), unitOf('2026-01-01..2026-01-05')]).toEqual(['day', 'week', 'year', 'week', null]);
});
