/** Percent: what is special to it. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown, typing } from './testing';

const percent = fieldView('percent')!;

test('typed in percent, kept as a ratio, with or without the sign', async () => {
  const given = typing(percent);
  await userEvent.type(screen.getByRole('textbox'), '１2.5%');

  expect(given.at(-1)).toBe('0.125');
  expect(shown(percent, '0.125').textContent).toBe('12.5%');
  expect(shown(percent, '-1.07').textContent).toBe('−107%');
});

test('bounds are told in percent', () => {
  expect(percent.problem?.('1.01', { maximum: '1' })).toEqual({ key: 'fields.number.most', words: { limit: '100%' } });
  expect(percent.problem?.('0.12345', { places: 2 })).toEqual({ key: 'typed.percent.odd', words: { places: 2 } });
  expect(percent.problem?.('很多', {})?.key).toBe('typed.percent.odd');
});
