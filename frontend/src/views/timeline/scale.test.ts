/** The axis: whole columns, bars cut at its ends, and rows shared by bars that do not touch. */
import { expect, test } from 'vitest';
import type { RecordItem } from '../../api/types';
import { packed } from './pack';
import { scaleOf, spanOf, stepOf, weekNumber, zooms } from './scale';

test.each(zooms)('the columns of %s cover the axis without a gap', (zoom) => {
  const scale = scaleOf(zoom, '2026-02-28');
  for (const row of [scale.ticks, scale.groups]) {
    let x = 0;
    for (const tick of row) {
      expect(tick.x).toBe(x);
      x += tick.width;
    }
    expect(x).toBe(scale.width);
  }
  expect(scale.first < '2026-02-28' && '2026-02-28' < scale.last).toBe(true);
});

test('columns begin on Mondays, firsts and quarters', () => {
  expect(scaleOf('week', '2026-11-26').ticks.every(({ day }) => new Date(`${day}T00:00Z`).getUTCDay() === 1)).toBe(true);
  expect(scaleOf('quarter', '2026-11-26').ticks.every(({ day }) => /-(01|04|07|10)-01$/.test(day))).toBe(true);
  expect([weekNumber('2026-12-31'), weekNumber('2027-01-01'), weekNumber('2027-01-04'), weekNumber('2026-01-05')]).toEqual([53, 53, 1, 2]);
  expect(zooms.map(stepOf)).toEqual([1, 1, 7, 7]);
});

test('a bar is cut where the axis ends and never vanishes', () => {
  const scale = scaleOf('day', '2026-11-26');
  const days = (first: string, last: string) => ({ first, last, time: null, until: null });
  expect(spanOf(scale, days(scale.first, scale.first))).toEqual({ left: 0, width: 96 });
  expect(spanOf(scale, days('2020-01-01', '2030-01-01'))).toEqual({ left: 0, width: scale.width });
  expect(spanOf(scaleOf('quarter', '2026-11-26'), days('2026-11-26', '2026-11-26')).width).toBe(6);
});

test('hours are drawn where a column is a day', () => {
  const scale = scaleOf('day', '2026-11-26');
  const shift = { first: scale.first, last: scale.first, time: '06:00', until: '12:00' };
  expect(spanOf(scale, shift)).toEqual({ left: 24, width: 24 });
  expect(spanOf(scale, { ...shift, until: null }).width).toBe(96);
  expect(spanOf(scaleOf('week', '2026-11-26'), { ...shift, first: '2026-11-26', last: '2026-11-26' }).width).toBe(16);
});

test('bars of a lane share rows, lanes do not', () => {
  const scale = scaleOf('day', '2026-11-26');
  const bar = (id: string, lane: string | null, first: string, last: string) => ({ record: { id, values: { lane } } as unknown as RecordItem, place: { first, last, time: null, until: null }, title: id, hue: null });
  const tracks = packed(
    [bar('a', 'x', '2026-11-20', '2026-11-22'), bar('b', 'x', '2026-11-22', '2026-11-25'), bar('c', 'x', '2026-11-24', '2026-11-26'), bar('d', null, '2026-11-26', '2026-11-28')],
    (record) => record.values.lane,
    scale,
  );
  expect(tracks.map((track) => [track.lane, track.first, track.bars.map(({ record }) => record.id).join('')])).toEqual([['x', true, 'ac'], ['x', false, 'b'], [null, true, 'd']]);
});
