/** Where a record stands among pools, on a page that is not the desk's: it brings its words along. */
import type { ComponentProps } from 'react';
import { currentLocale, take, type WordFiles } from '../i18n/i18n';
import { Standing } from './Standing';

const words: Record<string, WordFiles> = {
  'zh-CN': import.meta.glob('../i18n/zh-CN/pools.json', { eager: true, import: 'default' }),
  en: import.meta.glob('../i18n/en/pools.json', { eager: true, import: 'default' }),
};

export function StandingAlone(props: ComponentProps<typeof Standing>) {
  take(words[currentLocale()] ?? {});
  return <Standing {...props} />;
}
