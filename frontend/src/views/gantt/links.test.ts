/** Links: only between bars in sight, told when the next begins too early. */
import { expect, test } from 'vitest';
import type { RecordItem } from '../../api/types';
import { scaleOf } from '../timeline/scale';
import { linksOf, pathOf } from './links';

const row = (id: string, before: string | null, first: string, last: string) => ({ record: { id, values: { before } } as unknown as RecordItem, place: { first, last, time: null, until: null } });
const rows = [row('a', null, '2026-11-01', '2026-11-10'), row('b', 'a', '2026-11-11', '2026-11-12'), row('c', 'a', '2026-11-10', '2026-11-12'), row('d', 'gone', '2026-11-10', '2026-11-12'), row('e', 'e', '2026-11-10', '2026-11-12')];

test('a bar on the day the one before ends begins too early', () => {
  expect(linksOf(rows, 'before')).toEqual([{ from: 0, to: 1, early: false }, { from: 0, to: 2, early: true }]);
  expect(linksOf([...rows, { ...row('f', 'b', '', ''), place: null }], 'before')).toHaveLength(2);
});

test('a line goes around where the next bar lies further left', () => {
  const scale = scaleOf('day', '2026-11-10');
  const [far, near] = linksOf(rows, 'before').map((link) => pathOf(scale, rows[link.from]!.place, rows[link.to]!.place, link));
  expect(far).not.toBe(near);
  expect(near).toMatch(/^M\d+ 18h6V72H/);
});
