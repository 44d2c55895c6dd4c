/** Day: what is special to it. */
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';

const date = fieldView('date')!;

test('a day that the calendar does not have is refused', () => {
  expect(date.problem?.('2026-02-30', {})).toEqual({ key: 'fields.date.odd' });
  expect(date.problem?.('2028-02-29', {})).toBeNull();
  expect(date.problem?.('明天', {})).toEqual({ key: 'fields.date.odd' });
});
