/** Single choice: what is special to it. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown, typing } from './testing';

const choice = fieldView('single_choice')!;
const options = (count: number) => ({ options: Array.from({ length: count }, (_, at) => ({ key: `k${at}`, title: { 'zh-CN': `选项${at}`, en: `Option ${at}` } })) });

test('few options are chips under the thumb; a second tap takes an optional answer back', async () => {
  const given = typing(choice, null, options(3), true);
  await userEvent.click(screen.getByLabelText('选项1'));
  await userEvent.click(screen.getByLabelText('选项1'));

  expect(given).toEqual(['k1', null]);
});

test('many options are a list', () => {
  typing(choice, null, options(7), true);

  expect(screen.getByRole('combobox', { name: '标题' })).toBeTruthy();
});

test('a value whose option is gone is still told', () => {
  expect(shown(choice, 'old', options(2)).textContent).toBe('old');
});

test('a longer list is typed in on the desk, by initials too', async () => {
  const given = typing(choice, null, { options: ['机械', '食品', '纺织', '化工', '电子', '建材', '物流', '医疗'].map((title) => ({ key: title, title })) }, false);
  await userEvent.type(screen.getByRole('combobox'), 'yl{Enter}');

  expect(given).toEqual(['医疗']);
});
