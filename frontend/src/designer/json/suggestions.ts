/** What the schema of a document knows to stand at a place: names of members that are not there yet, and values. */
import type { Doc } from '../../api/drafts';
import { localized } from '../../lib/localized';
import { isObject, resolved, titleOf, typesOf, valueTitle, type Schema } from '../settings/schema';
import type { Place } from './place';

export interface Suggestion {
  /** As it stands in JSON, without quotation marks. */
  word: string;
  detail: string;
  /** What is written. */
  text: string;
}

interface Other {
  kind: string;
  key: string;
  document: Doc;
}

/** `document`: as it could be read last. `others`: documents of the app, which members may name. */
export function suggestionsAt(place: Place, schema: Schema, document: Doc, others: readonly Other[]): Suggestion[] {
  const found = schemaAt(schema, document, place.path);
  if (!found) return [];
  const { own, value } = found;
  if (place.part === 'value') return valuesOf(own, document, others);
  const whole = resolved(own, value);
  const there = new Set(isObject(value) ? Object.keys(value) : []);
  there.delete(place.word);
  return Object.entries(whole.properties ?? {})
    .filter(([name]) => !there.has(name))
    .map(([name, one]) => ({ word: name, detail: [titleOf(name, one), whole.required?.includes(name) ? '*' : ''].filter((said) => said && said !== name).join(' '), text: `"${name}": ${opening(one)}` }));
}

/** The schema that holds at a path, and what stands there. */
function schemaAt(root: Schema, document: unknown, path: readonly string[]): { own: Schema; value: unknown } | null {
  let own = root;
  let value = document;
  for (const step of path) {
    const whole = resolved(own, value);
    const list = /^\d+$/.test(step) && whole.items !== undefined;
    const rest = whole.additionalProperties;
    const next = list ? whole.items : (whole.properties?.[step] ?? (isObject(rest) ? (rest as Schema) : undefined));
    if (!next) return null;
    own = next;
    value = (value as Record<string, unknown> | undefined)?.[step];
  }
  return { own, value };
}

function valuesOf(schema: Schema, document: Doc, others: readonly Other[]): Suggestion[] {
  const shapes = [schema, ...(schema.oneOf ?? [])];
  const said = shapes.flatMap((one) => [...(one.enum ?? []), ...(one.const === undefined ? [] : [one.const])]);
  const found = said.map((one): Suggestion => ({ word: String(one), detail: valueTitle(one, schema) === String(one) ? '' : valueTitle(one, schema), text: JSON.stringify(one) }));
  if (typesOf(schema).includes('boolean')) found.push(...[true, false].map((one) => ({ word: String(one), detail: '', text: String(one) })));
  const kind = shapes.find((one) => one['x-kind'])?.['x-kind'];
  if (kind) found.push(...others.filter((one) => one.kind === kind).map((one) => named(one.key, one.document.title)));
  if (shapes.some((one) => one['x-field'])) found.push(...fieldsOf(document, others).map((one) => named(String(one.key), one.title)));
  return found;
}

const named = (key: string, title: unknown): Suggestion => ({ word: key, detail: localized(title as string) || '', text: JSON.stringify(key) });

/** Of the form itself, or of the one that the document is about. */
function fieldsOf(document: Doc, others: readonly Other[]): Doc[] {
  const form = document.form ?? (document.trigger as { form?: unknown } | undefined)?.form;
  const about = document.kind === 'form' ? document : others.find((one) => one.kind === 'form' && one.key === form)?.document;
  return Array.isArray(about?.fields) ? (about.fields as Doc[]) : [];
}

function opening(schema: Schema): string {
  const [type] = typesOf(schema);
  return type === 'object' || schema.properties ? '{}' : type === 'array' ? '[]' : '';
}
