import { act, render, screen } from '@testing-library/react';
import { t } from 'i18next';
import { useTranslation } from 'react-i18next';
import { afterAll, expect, it } from 'vitest';
import { changeLocale, currentLocale, startI18n } from './i18n';

const chinese = { './zh-CN/sample.json': { plain: '甲', only: '仅中文' } };
const english = { './en/sample.json': { plain: 'A' } };

afterAll(() => changeLocale('zh-CN'));

it('a page whose language cannot be fetched stays readable', async () => {
  await startI18n({ './zh-CN/late.json': { plain: '乙' } }, { en: () => Promise.reject(new Error('no network')) }, 'zh-CN');
  await changeLocale('en');
  expect(currentLocale()).toBe('en');
  expect(t('late.plain')).toBe('乙');
});

it('the words of another language are fetched when it is chosen, and draw the page anew', async () => {
  const Page = () => <p>{useTranslation().t('sample.plain')}</p>;
  await startI18n(chinese, { en: async () => english }, 'zh-CN');
  render(<Page />);
  expect(screen.getByText('甲')).toBeTruthy();
  await act(() => changeLocale('en'));
  expect(screen.getByText('A')).toBeTruthy();
  expect(t('sample.only')).toBe('仅中文');
  expect(document.documentElement.lang).toBe('en');
});
