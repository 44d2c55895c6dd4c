/** Summed up: from the first begin to the last end, or to the begin of what has none. */
import { expect, test } from 'vitest';
import type { FieldInfo } from '../../api/types';
import { placeOfAll } from './summed';

const field = (key: string, type: string, filters: string[] = []) => ({ key, type, settings: {}, filters }) as unknown as FieldInfo;
const dates = { starts: field('from', 'date'), ends: field('to', 'date') };

test('it lasts from the first begin to the last end', () => {
  expect(placeOfAll({ id: 'a', starts: '2026-03-02', latest: '2026-03-09', ends: '2026-03-20' }, dates)).toMatchObject({ first: '2026-03-02', last: '2026-03-20' });
  expect(placeOfAll({ id: 'a', starts: '2026-03-02/2026-04-01', latest: null, ends: null }, { starts: field('days', 'date_range', ['overlaps']) })).toMatchObject({ first: '2026-03-02', last: '2026-04-01' });
});

test('what begins after all ends, and has none, is part of it', () => {
  expect(placeOfAll({ id: 'a', starts: '2026-03-02', latest: '2026-05-09', ends: '2026-03-20' }, dates)).toMatchObject({ first: '2026-03-02', last: '2026-05-09', until: null });
  expect(placeOfAll({ id: 'a', starts: '2026-03-02', latest: '2026-05-09', ends: null }, dates)).toMatchObject({ first: '2026-03-02', last: '2026-05-09' });
});
