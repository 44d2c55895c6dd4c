/** The two languages. A page's words live in i18n/<locale>/<place>.json and are asked for as "place.key". */
import i18next, { changeLanguage, use as plugIn } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

const storageKey = 'loomwork.locale';

export function savedLocale(): Locale {
  const saved = kept();
  if (saved === 'zh-CN' || saved === 'en') return saved;
  return navigator.language.toLowerCase().startsWith('zh') || !navigator.language ? 'zh-CN' : 'en';
}

/** Frames of other sites' pages may be kept from storage: then nothing was chosen. */
function kept(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** The files of languages by path: {"./zh-CN/common.json": {...}, …}. */
export type WordFiles = Record<string, unknown>;

let fetched: Partial<Record<Locale, () => Promise<WordFiles>>> = {};

/** Starts i18next with the words an entry brought along, and how to fetch those of the other languages. */
export async function startI18n(files: WordFiles, later: Partial<Record<Locale, () => Promise<WordFiles>>> = {}, locale: Locale = savedLocale()) {
  fetched = later;
  await plugIn(initReactI18next).init({ resources: {}, lng: 'zh-CN', fallbackLng: 'zh-CN', interpolation: { escapeValue: false }, returnNull: false });
  take(files);
  await speak(locale);
}

/** More words, for what comes later than its page. */
export function take(files: WordFiles) {
  for (const [path, content] of Object.entries(files)) {
    const [, language, place] = /([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (language && place) i18next.addResourceBundle(language, 'translation', { [place]: content }, true, true);
  }
}

async function speak(locale: Locale) {
  // Words that do not come leave the page in Chinese, which every page brings along.
  if (!i18next.hasResourceBundle(locale, 'translation')) take((await fetched[locale]?.().catch(() => ({}))) ?? {});
  document.documentElement.lang = locale;
  await changeLanguage(locale);
}

export function currentLocale(): Locale {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

export function changeLocale(locale: Locale) {
  try {
    localStorage.setItem(storageKey, locale);
  } catch {
    // It holds until the page is left.
  }
  return speak(locale);
}
