/** Where each field of a form stands: the layout's sections, with fields a rule may call for set in after their cause. */
import type { FieldInfo, FormInfo, RuleInfo } from '../api/types';
import { namesIn } from './evaluate';

export interface Section {
  key: string;
  title: string | null;
  columns: number;
  fields: FieldInfo[];
}

/** The server puts fields without a place of their own into a last section of this key, without a title. */
const rest = 'other';

export function placeFields(form: FormInfo): Section[] {
  const known = new Map(form.fields.map((field) => [field.key, field]));
  if (form.layout.length === 0) return [{ key: rest, title: null, columns: 2, fields: form.fields }];
  const sections = form.layout.map((section) => ({ ...section, fields: section.fields.filter((key) => known.has(key)) }));
  const last = sections.at(-1);
  if (last?.key === rest && last.title === null && sections.length > 1) last.fields = last.fields.filter((key) => !movedAfterCause(key, form.rules, sections.slice(0, -1)));
  return sections
    .map(({ fields, ...section }) => ({ ...section, fields: fields.flatMap((key) => known.get(key) ?? []) }))
    .filter((section) => section.fields.length > 0);
}

/** Puts a field without a place right after the field whose value calls for it. */
function movedAfterCause(key: string, rules: RuleInfo[], sections: { fields: string[] }[]): boolean {
  for (const rule of rules) {
    const calls = rule.then.some((step) => [step.show, step.require].flat().includes(key));
    if (!calls) continue;
    for (const cause of namesIn(rule.when, 'record')) {
      const section = sections.find(({ fields }) => fields.includes(cause));
      if (!section) continue;
      section.fields.splice(section.fields.indexOf(cause) + 1, 0, key);
      return true;
    }
  }
  return false;
}
