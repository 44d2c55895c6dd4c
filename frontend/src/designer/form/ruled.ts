/** Which fields rules are about, with a few words each: what shows on the paper where they stand. */
import type { TFunction } from '../../i18n/words';
import { isObject } from '../settings/schema';

/** Acts of a rule whose fields are named, with the key of their words. */
const acts = ['show', 'hide', 'require', 'enable', 'disable'] as const;

export function ruledFields(rules: readonly unknown[] | undefined, t: TFunction): Map<string, string> {
  const found = new Map<string, Set<string>>();
  const note = (field: string, words: string) => found.set(field, (found.get(field) ?? new Set()).add(words));
  for (const rule of rules ?? []) {
    const then = isObject(rule) && Array.isArray(rule.then) ? rule.then.filter(isObject) : [];
    for (const act of then) {
      for (const name of acts) for (const field of [act[name]].flat()) if (typeof field === 'string') note(field, t(`designer.ruled.${name}`));
      if (isObject(act.set)) for (const field of Object.keys(act.set)) note(field, t('designer.ruled.set'));
    }
  }
  return new Map([...found].map(([field, words]) => [field, [...words].join(' · ')]));
}
