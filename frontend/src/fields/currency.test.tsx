/** Money: what is special to it. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { changeLocale } from '../i18n/i18n';
import { fieldView } from '../lib/fields';
import { shown, typing } from './testing';

const currency = fieldView('currency')!;

afterEach(() => changeLocale('zh-CN'));

test('a column has one unit, the exact amount on hover', async () => {
  const cell = shown(currency, '2600000.00');
  expect(cell.textContent).toBe('260.0');
  expect(cell.querySelector('[title]')?.getAttribute('title')).toBe('¥2,600,000');
  expect(currency.headerUnit?.({ currency: 'CNY' }, 'zh-CN')).toBe('万元');
  await changeLocale('en');
  expect(shown(currency, '2600000.00').textContent).toBe('2,600.0');
});

test('a column of prices shows them to the cent', async () => {
  expect(shown(currency, '1234.5', { exact: true }).textContent).toBe('1,234.50');
  expect([currency.headerUnit?.({ exact: true }, 'zh-CN'), currency.headerUnit?.({ exact: true, currency: 'USD' }, 'zh-CN')]).toEqual(['元', 'USD']);
  await changeLocale('en');
  expect(currency.headerUnit?.({ exact: true }, 'en')).toBe('CNY');
});

test('typed in yuan, read back in 万', async () => {
  const given = typing(currency);
  await userEvent.type(screen.getByRole('textbox'), '2600000');

  expect(given.at(-1)).toBe('2600000');
  expect(document.body.textContent).toContain('= 260.0 万');
});

test('a fen is not lost in a large amount', () => {
  expect(currency.problem?.('999999999999999.99', { maximum: '999999999999999.98' })).toEqual({ key: 'fields.number.most', words: { limit: '999999999999999.98' } });
  expect(currency.problem?.('0.001', {})).toEqual({ key: 'fields.currency.odd' });
  expect(currency.problem?.('-0.01', { minimum: '0' })).toEqual({ key: 'fields.number.least', words: { limit: '0' } });
});

test.each([['0.00', '零元整'], ['10.02', '壹拾元零贰分'], ['1234.56', '壹仟贰佰叁拾肆元伍角陆分'], ['10001000.00', '壹仟万壹仟元整'], ['200000005.30', '贰亿零伍元叁角整'], ['-1500.00', '负壹仟伍佰元整']])('%s in capitals is %s', (amount, words) => {
  expect(shown(currency, amount, { capitals: true }, 'Display').textContent).toContain(words);
});
