/** The two languages. A page's words live in i18n/<locale>/<place>.json and are asked for as "place.key". */
import { useSyncExternalStore } from 'react';

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

/** The files of one language by path: {"./zh-CN/common.json": {...}, …}. */
export type WordFiles = Record<string, unknown>;

/** `count` picks a plural, `context` a variant (a currency); `defaultValue` stands where there are no words. All may be filled in. */
export type Said = Record<string, unknown> & { count?: number; context?: string; defaultValue?: string };
export type Translate = (key: string, said?: Said) => string;

const storageKey = 'loomwork.locale';
const words = new Map<Locale, Record<string, unknown>>();
const watching = new Set<() => void>();
let fetched: Partial<Record<Locale, () => Promise<WordFiles>>> = {};

interface Now {
  t: Translate;
  i18n: { language: Locale };
}

let now: Now = speaking('zh-CN');

export function savedLocale(): Locale {
  const saved = localStorage.getItem(storageKey);
  if (saved === 'zh-CN' || saved === 'en') return saved;
  return navigator.language.toLowerCase().startsWith('zh') || !navigator.language ? 'zh-CN' : 'en';
}

/** Starts with the words an entry brought along, and how to fetch those of the other languages. */
export async function startI18n(files: WordFiles, later: Partial<Record<Locale, () => Promise<WordFiles>>> = {}, locale: Locale = savedLocale()) {
  take(files);
  fetched = later;
  await speak(locale);
}

export function currentLocale(): Locale {
  return now.i18n.language;
}

export async function changeLocale(locale: Locale) {
  localStorage.setItem(storageKey, locale);
  await speak(locale);
}

/** For code outside pages; pages use useTranslation, which draws them anew in another language. */
export const t: Translate = (key, said) => now.t(key, said);

export function useTranslation(): Now {
  return useSyncExternalStore(watch, () => now);
}

function take(files: WordFiles) {
  for (const [path, content] of Object.entries(files)) {
    const [, language, place] = /([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (!place || (language !== 'zh-CN' && language !== 'en')) continue;
    const all = words.get(language) ?? {};
    all[place] = content;
    words.set(language, all);
  }
}

async function speak(locale: Locale) {
  // Words that do not come leave the page in Chinese, which every page brings along.
  const files = words.has(locale) ? {} : await fetched[locale]?.().catch(() => ({}));
  take(files ?? {});
  document.documentElement.lang = locale;
  now = speaking(locale);
  for (const tell of watching) tell();
}

function watch(tell: () => void) {
  watching.add(tell);
  return () => watching.delete(tell);
}

function speaking(locale: Locale): Now {
  const plurals = new Intl.PluralRules(locale);
  const say: Translate = (key, said = {}) => {
    const variants = [
      ...(said.context === undefined ? [] : [`${key}_${said.context}`]),
      ...(said.count === undefined ? [] : [`${key}_${plurals.select(said.count)}`, `${key}_other`]),
      key,
    ];
    const found = variants.map((one) => find(locale, one)).find((one) => one !== null) ?? variants.map((one) => find('zh-CN', one)).find((one) => one !== null);
    return filled(found ?? said.defaultValue ?? key, said);
  };
  return { t: say, i18n: { language: locale } };
}

function find(locale: Locale, key: string): string | null {
  let part: unknown = words.get(locale);
  for (const step of key.split('.')) part = part && typeof part === 'object' && Object.hasOwn(part, step) ? (part as Record<string, unknown>)[step] : null;
  return typeof part === 'string' ? part : null;
}

/** {{name}} is replaced once; what is filled in is never read as a place again. */
function filled(text: string, said: Said): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => (said[name] === undefined || said[name] === null ? (name in said ? '' : place) : String(said[name])));
}
