/** Options and stages as settings give them: keys alone, or keys with titles in one or two languages. */
import { localized, type Localized } from '../../lib/localized';

export interface Named {
  key: string;
  title: string;
}

export type OptionSetting = string | { key: string; title?: Localized; retired?: boolean; merged_into?: string; split_into?: unknown[] };

export function named(options: OptionSetting[] | undefined): Named[] {
  return (options ?? []).map((option) => (typeof option === 'string' ? { key: option, title: option } : { key: option.key, title: localized(option.title) || option.key }));
}

/** The options that may be chosen, and those of `chosen` that may only stay. */
export function open(options: OptionSetting[] | undefined, chosen: string[] = []): Named[] {
  const closed = new Set((options ?? []).flatMap((option) => (typeof option !== 'string' && (option.retired || option.merged_into || option.split_into?.length) ? [option.key] : [])));
  return named(options).filter(({ key }) => !closed.has(key) || chosen.includes(key));
}
