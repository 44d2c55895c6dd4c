/** Many options as lines of text, one title each, and back: who stays keeps his key and all he says. */
import { currentLocale } from '../../i18n/i18n';
import { localized, type Localized } from '../../lib/localized';
import { freeKey, type Value } from './schema';

export function linesOf(parts: readonly Value[]): string {
  return parts.map((one) => localized(one.title as Localized) || String(one.key)).join('\n');
}

/** In the order of the lines. A line that is there already is that option; of several with one title the first that is left. */
export function partsOf(text: string, before: readonly Value[]): Value[] {
  const left = [...before];
  const taken = new Set(before.map((one) => String(one.key)));
  const locale = currentLocale();
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = left.findIndex((one) => localized(one.title as Localized) === line || (one.title === undefined && one.key === line));
      if (at >= 0) return left.splice(at, 1)[0] as Value;
      const key = freeKey('item', taken);
      taken.add(key);
      return { key, title: { [locale]: line } };
    });
}
