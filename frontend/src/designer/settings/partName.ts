/** What a part of a document is called in a list: its title or other words; else what sort it is and what it is about. */
import { localized, type Localized } from '../../lib/localized';
import { fieldsOf, type Around } from './panel';
import { isObject, isWords, resolved, valueTitle, type Schema, type Value } from './schema';

/** Empty where nothing is known. */
export function partName(part: Value, schema: Schema, around: Around): string {
  const own = localized(part.title as Localized);
  if (own) return own;
  const whole = resolved(schema, part);
  const type = whole.properties?.type;
  // Such as the reason that a condition gives.
  const said = Object.entries(whole.properties ?? {}).find(([name, one]) => isWords(one) && part[name] !== undefined)?.[0];
  if (said !== undefined) return localized(part[said] as Localized);
  const sort = typeof part.type === 'string' && type ? valueTitle(part.type, type) : '';
  const about = namedIn(part, whole, around);
  return sort && about ? `${sort} · ${about}` : sort || about;
}

/** The first document or field that a part names, in words. */
function namedIn(value: Value, schema: Schema, around: Around): string {
  for (const [name, one] of Object.entries(schema.properties ?? {})) {
    const said = value[name];
    const first: unknown = Array.isArray(said) ? said[0] : said;
    const shape = Array.isArray(said) ? (one.items ?? {}) : one;
    if (isObject(said)) {
      const inner = namedIn(said, resolved(one, said), around);
      if (inner) return inner;
    }
    if (typeof first !== 'string') continue;
    if (shape['x-kind'] !== undefined) return localized(around.contents.find((other) => other.kind === shape['x-kind'] && other.key === first)?.document.title as Localized) || first;
    if (shape['x-field'] === true) return localized(fieldsOf(around, around.subjects.record).find((field) => field.key === first)?.title) || first;
  }
  return '';
}
