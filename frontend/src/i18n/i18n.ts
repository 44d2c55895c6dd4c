/** The language that is spoken: what was chosen, the words a page did not bring along, and who is told when another is chosen. */
import { locales, say, take, type Locale, type TFunction, type WordFiles } from './words';

const storageKey = 'loomwork.locale';

export function savedLocale(): Locale {
  const saved = locales.find((one) => one === kept());
  if (saved) return saved;
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

type Fetches = Partial<Record<Locale, () => Promise<WordFiles>>>;

/** How to fetch the words of languages whose words have not come. */
let missing: Fetches = {};
let spoken = speaker('zh-CN');
const told = new Set<() => void>();

function speaker(locale: Locale): { t: TFunction; i18n: { language: Locale } } {
  return { t: (key, values) => say(locale, key, values), i18n: { language: locale } };
}

/** Begins with the words an entry brought along, and how to fetch those of the other languages. */
export async function startI18n(files: WordFiles, later: Fetches = {}, locale: Locale = savedLocale()) {
  missing = { ...later };
  take(files);
  await speak(locale);
}

async function speak(locale: Locale) {
  try {
    take((await missing[locale]?.()) ?? {});
    delete missing[locale];
  } catch {
    // Words that do not come leave the page in Chinese, which every page brings along.
  }
  document.documentElement.lang = locale;
  spoken = speaker(locale);
  told.forEach((tell) => tell());
}

/** What says things now: another one after each change of language, the same until then. */
export function speaking() {
  return spoken;
}

export function onSpoken(tell: () => void): () => void {
  told.add(tell);
  return () => void told.delete(tell);
}

export function currentLocale(): Locale {
  return spoken.i18n.language;
}

export function changeLocale(locale: Locale) {
  try {
    localStorage.setItem(storageKey, locale);
  } catch {
    // It holds until the page is left.
  }
  return speak(locale);
}
