/** Date range: what is special to it. */
import { fireEvent } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { typing } from './testing';

const range = fieldView('date_range')!;

test('one day is a range until the other end is chosen', () => {
  const given = typing(range, null, {}, true);
  const [first, last] = document.querySelectorAll('input');
  fireEvent.change(first!, { target: { value: '2026-01-05' } });
  fireEvent.change(last!, { target: { value: '2026-01-09' } });

  expect(given).toEqual(['2026-01-05/2026-01-05', '2026-01-05/2026-01-09']);
});

test('ends out of order, half a range and one too long are told', () => {
  expect(range.problem?.('2026-01-09/2026-01-05', {})).toEqual({ key: 'typed.range.order' });
  expect(range.problem?.('2026-01-09/', {})).toEqual({ key: 'typed.range.odd' });
  expect(range.problem?.('2026-01-05/2026-01-09', { most_days: 4 })).toEqual({ key: 'typed.range.long', words: { limit: 4 } });
});
