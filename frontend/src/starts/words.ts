/** The words of starts, which their parts bring along to pages that do not have them. */
import { currentLocale, take, type WordFiles } from '../i18n/i18n';

const words: Record<string, WordFiles> = {
  'zh-CN': import.meta.glob('../i18n/zh-CN/starts.json', { eager: true, import: 'default' }),
  en: import.meta.glob('../i18n/en/starts.json', { eager: true, import: 'default' }),
};

export function takeWords() {
  take(words[currentLocale()] ?? {});
}
