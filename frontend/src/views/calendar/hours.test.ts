/** Hours: what stands on them, side by side where it overlaps, and what moving by minutes changes. */
import { expect, test } from 'vitest';
import type { FieldInfo, RecordItem } from '../../api/types';
import { placeOf } from './days';
import { isWhole, movedBy, piecesOf } from './hours';
import type { Shown } from './shown';

const field = (key: string) => ({ key, type: 'datetime', title: key, filters: ['between'], settings: {} }) as unknown as FieldInfo;
const times = { starts: field('from'), ends: field('to') };
const record = (from: string, to: string | null = null) => ({ id: from, values: { from, to } }) as unknown as RecordItem;
const shown = (from: string, to: string | null = null): Shown => ({ record: record(from, to), place: placeOf(record(from, to), times)!, title: '', hue: null });
const stands = (...some: Shown[]) => piecesOf(some, '2026-11-26').map(({ from, to, column, columns }) => [from, to, column, columns]);

test('what overlaps stands side by side, what follows has the whole width again', () => {
  const nine = shown('2026-11-26T01:00:00Z', '2026-11-26T02:00:00Z');
  const half = shown('2026-11-26T01:30:00Z', '2026-11-26T03:00:00Z');
  const ten = shown('2026-11-26T02:00:00Z', '2026-11-26T02:30:00Z');
  const noon = shown('2026-11-26T04:00:00Z');
  expect(stands(noon, ten, half, nine)).toEqual([[540, 600, 0, 2], [570, 660, 1, 2], [600, 630, 0, 2], [720, 750, 0, 1]]);
});

test('a night stands on both its days, a day and more stands over the hours, midnight ends the day before', () => {
  expect(stands(shown('2026-11-25T14:00:00Z', '2026-11-25T19:00:00Z'))).toEqual([[0, 180, 0, 1]]);
  expect(isWhole(shown('2026-11-25T14:00:00Z', '2026-11-26T14:00:00Z'))).toBe(true);
  expect(stands(shown('2026-11-26T12:00:00Z', '2026-11-26T16:00:00Z'))).toEqual([[1200, 1440, 0, 1]]);
});

test('moving keeps the length, an end never passes the other, and what has no end gets one', () => {
  const one = record('2026-11-26T01:00:00Z', '2026-11-26T02:00:00Z');
  expect(movedBy(one, times, { days: 1, minutes: -30, edge: null })).toEqual({ from: '2026-11-27T00:30:00Z', to: '2026-11-27T01:30:00Z' });
  expect(movedBy(one, times, { days: 0, minutes: 15, edge: 'end' })).toEqual({ to: '2026-11-26T02:15:00Z' });
  expect(movedBy(one, times, { days: 0, minutes: -60, edge: 'end' })).toBeNull();
  expect(movedBy(one, times, { days: 0, minutes: 60, edge: 'start' })).toBeNull();
  expect(movedBy(record('2026-11-26T01:00:00Z'), times, { days: 0, minutes: 15, edge: 'end' })).toEqual({ to: '2026-11-26T01:45:00Z' });
});
