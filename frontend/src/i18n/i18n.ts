/** The two languages. A page's words live in i18n/<locale>/<place>.json and are asked for as "place.key". */
import i18next, { changeLanguage, use as plugIn } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

const storageKey = 'loomwork.locale';

export function savedLocale(): Locale {
  const saved = localStorage.getItem(storageKey);
  if (saved === 'zh-CN' || saved === 'en') return saved;
  return navigator.language.toLowerCase().startsWith('zh') || !navigator.language ? 'zh-CN' : 'en';
}

/** Starts i18next with the files an entry globbed: {"./zh-CN/common.json": {...}, …}. */
export function startI18n(files: Record<string, unknown>, locale: Locale = savedLocale()) {
  const resources: Record<string, { translation: Record<string, unknown> }> = {};
  for (const [path, content] of Object.entries(files)) {
    const [, language, place] = /([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (!language || !place) continue;
    (resources[language] ??= { translation: {} }).translation[place] = content;
  }
  document.documentElement.lang = locale;
  return plugIn(initReactI18next).init({
    resources,
    lng: locale,
    fallbackLng: 'zh-CN',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export function currentLocale(): Locale {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

export function changeLocale(locale: Locale) {
  localStorage.setItem(storageKey, locale);
  document.documentElement.lang = locale;
  return changeLanguage(locale);
}
