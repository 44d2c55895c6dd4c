/** Person ID: what is special to it. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown } from './testing';

const person = fieldView('person_id')!;

test('the middle is hidden until one asks', async () => {
  expect(shown(person, '11010519491231002X').textContent).toBe('110***********002X');
  const page = shown(person, '11010519491231002X', {}, 'Display');
  await userEvent.click(screen.getByRole('button', { name: '显示全部' }));

  expect(page.textContent).toContain('11010519491231002X');
});

test.each([['11010519491231002x', true], ['110105194912310021', false], ['11010519490231002X', false], ['', false]])('%s: %s', (number, right) => {
  expect(person.problem?.(number, {}) === null).toBe(right);
});
