/** Whole number: what is special to it. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { typing } from './testing';

const integer = fieldView('integer')!;

test('what reads as a whole number is one; what does not stays as typed, to be told', async () => {
  const given = typing(integer);
  await userEvent.type(screen.getByRole('textbox'), '１2,x');

  expect(given).toEqual([1, 12, 12, '12x']);
  expect(integer.problem?.('12x', {})).toEqual({ key: 'fields.integer.odd' });
});

test('a number that JSON could not carry exactly is refused', () => {
  expect(integer.problem?.('9007199254740993', {})).toEqual({ key: 'fields.integer.odd' });
});

test('bounds are told with their figure', () => {
  expect(integer.problem?.(0, { minimum: 1 })).toEqual({ key: 'fields.number.least', words: { limit: '1' } });
  expect(integer.problem?.(501, { maximum: 500 })).toEqual({ key: 'fields.number.most', words: { limit: '500' } });
});
