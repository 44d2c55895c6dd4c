/** A form whose field has another key. Only where nothing but the layout names it: what rules and formulas say is not rewritten by guesses. */
import type { Doc } from '../../api/drafts';
import { isObject } from '../settings/schema';
import { fieldsIn, layoutIn } from './arrangement';

/** Members that hold words for people, which may be any. */
const words = new Set(['title', 'hint', 'message']);

/** Whether the document names the field anywhere besides its layout. */
export function isNamed(document: Doc, key: string): boolean {
  const names = (value: unknown): boolean => {
    if (typeof value === 'string') return value === key || value.split('.').includes(key);
    if (Array.isArray(value)) return value.some(names);
    return isObject(value) && Object.entries(value).some(([name, one]) => name === key || (!words.has(name) && names(one)));
  };
  const { layout: _, fields: __, ...others } = document;
  const fields = fieldsIn(document).map(({ key: _own, ...rest }) => rest);
  return names(others) || names(fields);
}

export function renamed(document: Doc, from: string, to: string): Doc {
  const walk = (value: unknown): unknown => {
    if (value === from) return to;
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, ['fields', 'tabs', 'items'].includes(name) ? walk(one) : one]));
  };
  const fields = fieldsIn(document).map((field) => (field.key === from ? { ...field, key: to } : field));
  const layout = layoutIn(document);
  return { ...document, fields, ...(layout.length > 0 && { layout: layout.map(walk) }) };
}
