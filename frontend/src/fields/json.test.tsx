/** JSON: what is special to it. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { typing } from './testing';

const json = fieldView('json')!;

test('text that is no JSON yet is told and never taken for a text', async () => {
  const given = typing(json);
  await userEvent.type(screen.getByRole('textbox'), '[[1,');
  expect(json.problem?.(given.at(-1), {})).toEqual({ key: 'typed.json.odd' });
  await userEvent.type(screen.getByRole('textbox'), '2]');

  expect(given.at(-1)).toEqual([1, 2]);
  expect(json.problem?.('a text', {})).toBeNull();
});
