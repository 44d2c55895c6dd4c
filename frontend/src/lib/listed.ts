/** Words in a row, as the reader's language writes them: 甲、乙 or A, B. */
import { currentLocale } from '../i18n/i18n';

const formats = new Map<string, Intl.ListFormat>();

export function listed(words: Iterable<string>, locale: string = currentLocale()): string {
  let format = formats.get(locale);
  // The narrow form has no "and", which would have to agree with what follows.
  if (!format) formats.set(locale, (format = new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' })));
  return format.format(words);
}

/** What was typed as a list, taken apart at the commas of either language. */
export function unlisted(text: string): string[] {
  return text.split(/[,，、]\s*/).filter(Boolean);
}
