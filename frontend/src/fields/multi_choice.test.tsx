/** Several options: what is special to it. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown, typing } from './testing';

const multi = fieldView('multi_choice')!;
const few = [{ key: 'a', title: '甲' }, { key: 'b', title: '乙' }, { key: 'old', title: '旧', retired: true }];
const many = Array.from({ length: 12 }, (_, place) => ({ key: `k${place}`, title: `第${place}项` }));

test('a few are ticked, in the order of the options; none is nothing', async () => {
  const given = typing(multi, null, { options: few });
  await userEvent.click(screen.getByLabelText('乙'));
  await userEvent.click(screen.getByLabelText('甲'));
  await userEvent.click(screen.getByLabelText('甲'));
  await userEvent.click(screen.getByLabelText('乙'));

  expect(given).toEqual([['b'], ['a', 'b'], ['b'], null]);
});

test('a retired option is not offered, and stays where it stands', () => {
  typing(multi, null, { options: few });
  expect(screen.queryByLabelText('旧')).toBeNull();
  typing(multi, ['old'], { options: few });
  expect(screen.getByLabelText('旧')).toBeTruthy();
});

test('many are found by typing and taken away by keyboard', async () => {
  const given = typing(multi, ['k3'], { options: many });
  await userEvent.click(screen.getByRole('combobox'));
  await userEvent.keyboard('第1项{Enter}');
  await userEvent.keyboard('{Backspace}');

  expect(given[0]).toEqual(['k1', 'k3']);
  expect(screen.getByRole('button', { name: '移除「第3项」' })).toBeTruthy();
});

test('a cell shows two and how many more', () => {
  expect(shown(multi, ['k1', 'k2', 'k3', 'k4'], { options: many }).textContent).toBe('第1项第2项+2');
});
