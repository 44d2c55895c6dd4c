/** Duration: what is special to it. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { changeLocale } from '../i18n/i18n';
import { fieldView } from '../lib/fields';
import { readSpan, spanText } from './parts/spans';
import { shown, typing } from './testing';

const duration = fieldView('duration')!;

afterEach(() => changeLocale('zh-CN'));

test.each([['1h30m', 'PT1H30M'], ['1小时30分', 'PT1H30M'], ['1.5小时', 'PT1H30M'], ['1:30', 'PT1H30M'], ['90分钟', 'PT1H30M'], ['2天', 'PT48H'], ['pt90m', 'PT1H30M'], ['一会儿', null], ['90', null]])('%s is read as %s', (typed, value) => {
  expect(readSpan(typed)).toBe(value);
});

test('it stays as typed until one leaves, then reads as people say it', async () => {
  const given = typing(duration);
  await userEvent.type(screen.getByRole('textbox'), '90m');
  expect((screen.getByRole('textbox') as HTMLInputElement).value).toBe('90m');
  await userEvent.tab();

  expect(given.at(-1)).toBe('PT1H30M');
  expect((screen.getByRole('textbox') as HTMLInputElement).value).toBe('1 小时 30 分');
});

test('both languages say it, in days where the settings say so', async () => {
  expect(spanText('PT26H', 'zh-CN', 'day')).toBe('1 天 2 小时');
  await changeLocale('en');
  expect(shown(duration, 'PT26H30M').textContent).toBe('26 h 30 min');
});
