/** Options and stages as settings give them: keys alone, or keys with titles in one or two languages. */
import { localized, type Localized } from '../../lib/localized';

export interface Named {
  key: string;
  title: string;
}

export type OptionSetting = string | { key: string; title?: Localized; retired?: boolean };

export function named(options: OptionSetting[] | undefined): Named[] {
  return (options ?? []).map((option) => (typeof option === 'string' ? { key: option, title: option } : { key: option.key, title: localized(option.title) || option.key }));
}
