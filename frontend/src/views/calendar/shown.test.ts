/** Bars of a week: one for each record, rows that do not touch, and what does not fit. */
import { expect, test } from 'vitest';
import type { RecordItem } from '../../api/types';
import { daysOf } from './days';
import { barsOf, fitted, type Shown } from './shown';

const week = daysOf('week', '2026-11-26');
const one = (id: string, first: string, last = first): Shown => ({ record: { id, values: {} } as unknown as RecordItem, place: { first, last, time: null, until: null }, title: id, hue: null });
const drawn = (shown: Shown[]) => barsOf(shown, week).map((bar) => [bar.one.title, bar.from, bar.span, bar.lane, bar.begins, bar.ends]);

test('a record of several days is one bar, cut at the ends of the week', () => {
  expect(drawn([one('before', '2026-11-20', '2026-11-24'), one('after', '2026-11-28', '2026-12-20'), one('gone', '2026-11-01')])).toEqual([
    ['before', 0, 2, 0, false, true],
    ['after', 5, 2, 0, true, false],
  ]);
});

test('bars that touch stand below one another, the others share a row', () => {
  const shown = [one('long', '2026-11-23', '2026-11-26'), one('other', '2026-11-24', '2026-11-25'), one('late', '2026-11-26'), one('last', '2026-11-27')];
  expect(drawn(shown).map(([title, , , lane]) => [title, lane])).toEqual([['long', 0], ['other', 1], ['late', 1], ['last', 0]]);
});

test('what does not fit is counted on each of its days, and leaves a row for saying so', () => {
  const bars = barsOf([one('a', '2026-11-23', '2026-11-24'), one('b', '2026-11-23'), one('c', '2026-11-23', '2026-11-24')], week);
  expect(fitted(bars, 7, 3).left).toEqual([0, 0, 0, 0, 0, 0, 0]);
  const { drawn: fit, left } = fitted(bars, 7, 2);
  expect(fit.map((bar) => bar.one.title)).toEqual(['a']);
  expect(left).toEqual([2, 1, 0, 0, 0, 0, 0]);
});
