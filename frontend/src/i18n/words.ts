/** The words that are here, and what they say in a language: values in their places, one or many, a context such as a currency. A key that nobody knows says itself. */

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

type Words = { [key: string]: string | Words };
/** The files of languages by path: {"./zh-CN/common.json": {...}, …}. */
export type WordFiles = Record<string, unknown>;

interface Values {
  [slot: string]: unknown;
  /** Chooses between "key_one" and "key_other". */
  count?: number;
  /** Chooses "key_CNY" before "key". */
  context?: string;
  /** Said of a key that nobody knows. */
  defaultValue?: string;
}

export type TFunction = (key: string, values?: Values) => string;

const here: Record<Locale, Words> = { 'zh-CN': {}, en: {} };
const plurals = { 'zh-CN': new Intl.PluralRules('zh-CN'), en: new Intl.PluralRules('en') };

/** Words for the places they are named after, beside those that are here. */
export function take(files: WordFiles) {
  for (const [path, content] of Object.entries(files)) {
    const [, language, place] = /([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (place && (language === 'zh-CN' || language === 'en')) here[language][place] = content as Words;
  }
}

export function say(locale: Locale, key: string, values: Values = {}): string {
  const text = look(locale, key, values) ?? look('zh-CN', key, values);
  return text?.replace(/\{\{(\w+)\}\}/g, (_, slot: string) => String(values[slot] ?? '')) ?? values.defaultValue ?? key;
}

function look(locale: Locale, key: string, { count, context }: Values): string | undefined {
  const named = context === undefined ? undefined : find(locale, `${key}_${context}`);
  return named ?? (count === undefined ? undefined : find(locale, `${key}_${plurals[locale].select(count)}`)) ?? find(locale, key);
}

function find(locale: Locale, key: string): string | undefined {
  let at: string | Words | undefined = here[locale];
  for (const step of key.split('.')) at = typeof at === 'object' && Object.hasOwn(at, step) ? at[step] : undefined;
  return typeof at === 'string' ? at : undefined;
}
