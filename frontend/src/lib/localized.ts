/** A title from a definition: text, or one text per language. */
import { currentLocale } from '../i18n/i18n';

export type Localized = string | { [locale: string]: string };

export function localized(title: Localized | null | undefined, locale: string = currentLocale()): string {
  if (title === null || title === undefined) return '';
  if (typeof title === 'string') return title;
  return title[locale] ?? title['zh-CN'] ?? title.en ?? Object.values(title)[0] ?? '';
}
