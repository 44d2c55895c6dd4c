import { render, screen } from '@testing-library/react';
import { act } from 'react';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { changeLocale, currentLocale, startI18n, t, useTranslation } from './i18n';

const chinese = { './zh-CN/sample.json': { plain: '甲', rows: '{{count}} 行', named: '「{{name}}」', unit: '元', unit_USD: '美元', only: '仅中文' } };
const english = { './en/sample.json': { plain: 'A', rows_one: '{{count}} row', rows_other: '{{count}} rows', named: '{{name}}', unit: 'yuan', unit_USD: 'dollars' } };

beforeEach(() => startI18n(chinese, {}, 'zh-CN'));
afterAll(() => changeLocale('zh-CN'));

describe('words', () => {
  it('are picked by number and variant', async () => {
    expect(t('sample.rows', { count: 1 })).toBe('1 行');
    await startI18n(english, {}, 'en');
    expect([t('sample.rows', { count: 1 }), t('sample.rows', { count: 2 })]).toEqual(['1 row', '2 rows']);
    expect([t('sample.unit', { context: 'USD' }), t('sample.unit', { context: 'CNY' })]).toEqual(['dollars', 'yuan']);
  });

  it('are filled once: a value that looks like a place stays text', () => expect(t('sample.named', { name: '{{count}}', count: 3 })).toBe('「{{count}}」'));

  it('fall back to Chinese, then to what stands in, then to the key', async () => {
    await startI18n(english, {}, 'en');
    expect([t('sample.only'), t('sample.none', { defaultValue: 'x' }), t('sample.none')]).toEqual(['仅中文', 'x', 'sample.none']);
  });

  it('draw the page anew in another language, fetched when it is chosen', async () => {
    const Page = () => <p>{useTranslation().t('sample.plain')}</p>;
    await startI18n(chinese, { en: async () => english }, 'zh-CN');
    render(<Page />);
    await act(() => changeLocale('en'));
    expect(screen.getByText('A')).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });
});

it('stays readable when the words of a language cannot be fetched', async () => {
  await startI18n({ './zh-CN/late.json': { plain: '乙' } }, { en: () => Promise.reject(new Error('no network')) }, 'zh-CN');
  await changeLocale('en');
  expect(currentLocale()).toBe('en');
  expect(t('late.plain')).toBe('乙');
});
