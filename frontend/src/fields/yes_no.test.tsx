/** Yes or no: what is special to it. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown, typing } from './testing';

const yesNo = fieldView('yes_no')!;

test('a phone takes it by a tap, and a second tap takes it back', async () => {
  const given = typing(yesNo, null, {}, true);
  await userEvent.click(screen.getByLabelText('否'));
  await userEvent.click(screen.getByLabelText('否'));

  expect(given).toEqual([false, null]);
});

test('own words are shown in place of the tick', () => {
  expect(shown(yesNo, true, { yes: '含税' }).textContent).toBe('含税');
  expect(shown(yesNo, false).textContent).toBe('否');
});
