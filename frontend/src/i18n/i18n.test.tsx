import { act, render, screen } from '@testing-library/react';
import { afterAll, expect, it } from 'vitest';
import { changeLocale, currentLocale, speaking, startI18n } from './i18n';
import { useTranslation } from './useTranslation';
import { say, take } from './words';

const chinese = { './zh-CN/sample.json': { plain: '甲', only: '仅中文' } };
const english = { './en/sample.json': { plain: 'A' } };

afterAll(() => changeLocale('zh-CN'));

it('a page whose language cannot be fetched stays readable', async () => {
  await startI18n({ './zh-CN/late.json': { plain: '乙' } }, { en: () => Promise.reject(new Error('no network')) }, 'zh-CN');
  await changeLocale('en');
  expect(currentLocale()).toBe('en');
  expect(speaking().t('late.plain')).toBe('乙');
});

it('the words of another language are fetched when it is chosen, and draw the page anew', async () => {
  const Page = () => <p>{useTranslation().t('sample.plain')}</p>;
  await startI18n(chinese, { en: async () => english }, 'zh-CN');
  render(<Page />);
  expect(screen.getByText('甲')).toBeTruthy();
  await act(() => changeLocale('en'));
  expect(screen.getByText('A')).toBeTruthy();
  expect(speaking().t('sample.only')).toBe('仅中文');
  expect(document.documentElement.lang).toBe('en');
});

it('words that came before a language was chosen keep no others from coming', async () => {
  await startI18n(chinese, { en: async () => english }, 'zh-CN');
  take({ './en/part.json': { title: 'Part' } });
  await changeLocale('en');
  expect(speaking().t('sample.plain')).toBe('A');
});

it('values stand in their places, one and many are told apart, a context comes first', () => {
  take({ './en/told.json': { rows_one: '{{count}} row of {{of}}', rows_other: '{{count}} rows of {{of}}', unit: '{{name}}', unit_USD: 'dollars' }, './zh-CN/told.json': { rows_other: '{{count}} 行' } });
  expect(say('en', 'told.rows', { count: 1, of: 'A' })).toBe('1 row of A');
  expect(say('en', 'told.rows', { count: 0 })).toBe('0 rows of ');
  expect(say('zh-CN', 'told.rows', { count: 1 })).toBe('1 行');
  expect([say('en', 'told.unit', { context: 'USD' }), say('en', 'told.unit', { context: 'XYZ', name: 'XYZ' })]).toEqual(['dollars', 'XYZ']);
});

it('a key that nobody knows says itself, or what is said instead', () => {
  expect([say('en', 'told.nothing'), say('en', 'told'), say('en', 'told.constructor'), say('en', 'told.nothing', { defaultValue: '' })]).toEqual(['told.nothing', 'told', 'told.constructor', '']);
});
