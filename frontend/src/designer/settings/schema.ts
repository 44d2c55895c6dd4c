/** JSON Schemas of documents, as far as panels read them: what a member is called, which members hold for a value, what belongs to a new one. */
import { localized, type Localized } from '../../lib/localized';

export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  propertyNames?: Schema;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  if?: Schema;
  then?: Schema;
  else?: Schema;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
  additionalProperties?: unknown;
  description?: string;
  'x-title'?: Localized;
  'x-label'?: Localized;
  'x-description'?: Localized;
  'x-values'?: Record<string, Localized>;
  'x-localized'?: boolean;
  'x-words'?: boolean;
  'x-expression'?: boolean;
  'x-duration'?: boolean;
  'x-persons'?: boolean | 'task' | 'subject' | 'actor';
  'x-moment'?: boolean;
  /** The list, beside it or of the object around, whose parts it names: one of them, or several. */
  'x-names'?: string;
  'x-several'?: boolean;
  /** The member beside it that names the field whose value it is. */
  'x-value_of'?: string;
  /** Own field → field of the record that is picked. */
  'x-fills'?: boolean;
  'x-spread'?: boolean;
  'x-kind'?: string;
  /** The member beside it that says of which kind the document is, and the kinds by what it says. */
  'x-kind_by'?: string;
  'x-kinds'?: Record<string, string>;
  'x-dimension'?: boolean;
  'x-split'?: boolean;
  'x-field'?: boolean | string;
  'x-subject'?: string;
  'x-column'?: boolean;
  'x-option'?: boolean;
  'x-field_type'?: boolean;
  'x-deed'?: boolean;
  'x-filter'?: boolean;
  'x-filters'?: string[];
  'x-type'?: string;
  'x-expressions'?: boolean;
  'x-keys'?: string;
  'x-asks'?: boolean;
  'x-scopes'?: unknown;
}

export type Value = Record<string, unknown>;

/** The schema of an object as it holds for `value`: with what its type or other members bring along. */
export function resolved(schema: Schema, value: unknown): Schema {
  const more = (schema.allOf ?? []).flatMap((one) => (one.if && one.then ? (fits(one.if, value) ? [one.then] : one.else ? [one.else] : []) : [one]));
  const chosen = schema.if && schema.then ? (fits(schema.if, value) ? [schema.then] : schema.else ? [schema.else] : []) : [];
  const branch = schema.oneOf && (schema.properties === undefined ? closest(schema.oneOf, value) : told(schema.oneOf, value));
  return [...more, ...chosen, ...(branch ? [branch] : [])].reduce<Schema>((whole, part) => merged(whole, resolved(part, value)), schema);
}

/** Of several shapes the one whose own members the value has; the first of a new one. */
function closest(shapes: readonly Schema[], value: unknown): Schema | undefined {
  const objects = shapes.filter((one) => one.properties !== undefined);
  const has = isObject(value) ? value : {};
  return objects.find((one) => (one.required ?? []).every((name) => name in has)) ?? objects.find((one) => (one.required ?? []).some((name) => name !== 'key' && name in has)) ?? objects[0];
}

/** Of several shapes that are told apart by a constant, such as a type, the one that the value says it is. */
function told(shapes: readonly Schema[], value: unknown): Schema | undefined {
  return shapes.find((one) => {
    const constants = Object.entries(one.properties ?? {}).filter(([, member]) => member.const !== undefined);
    return constants.length > 0 && fits({ properties: Object.fromEntries(constants) }, value);
  });
}

/** An object that became another shape: without what that one does not know, with the least it needs. */
export function reshaped(schema: Schema, before: Value, after: Value): Value {
  const shapes = schema.oneOf ?? [];
  if (schema.properties === undefined || told(shapes, before) === told(shapes, after)) return after;
  const { properties = {}, required = [] } = resolved(schema, after);
  const kept = Object.entries(after).filter(([name]) => name in properties);
  const needed = required.filter((name) => !(name in after)).map((name) => [name, least(properties[name] ?? {})] as const);
  return Object.fromEntries([...kept, ...needed.filter(([, one]) => one !== '')]);
}

/** What a member is called; its name where nobody said. */
export function titleOf(name: string, schema: Schema): string {
  return localized(schema['x-title']) || name;
}

/** What a type is for; in English what its class says where no other words are known. */
export function descriptionOf(schema: Schema | undefined, locale: string): string {
  return localized(schema?.['x-description'], locale) || (locale === 'en' ? (schema?.description ?? '') : '');
}

export function valueTitle(value: unknown, schema: Schema): string {
  return localized(schema['x-values']?.[String(value)]) || String(value);
}

export function typesOf(schema: Schema): string[] {
  return [schema.type ?? []].flat();
}

/** Words: one text, or one per language. */
export function isWords(schema: Schema): boolean {
  if (schema['x-localized'] || schema['x-words']) return true;
  const [one, other] = schema.oneOf ?? [];
  return schema.oneOf?.length === 2 && one?.type === 'string' && other?.type === 'object' && other['x-expression'] === undefined && other.properties?.param === undefined && other.additionalProperties !== undefined;
}

export function isObject(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A schema's word that `value` must keep, as far as conditions of schemas use it: members that are there, and constants. */
function fits(condition: Schema, value: unknown): boolean {
  if (condition.type !== undefined && condition.properties === undefined) return condition.type === typeof value || (condition.type === 'object' && isObject(value));
  if (!isObject(value)) return false;
  if ((condition.required ?? []).some((name) => !(name in value))) return false;
  return Object.entries(condition.properties ?? {}).every(([name, one]) => {
    if (one.const !== undefined) return value[name] === one.const || (value[name] === undefined && one.default === one.const);
    return one.enum === undefined || one.enum.includes(value[name]);
  });
}

function merged(one: Schema, other: Schema): Schema {
  const properties = { ...one.properties };
  for (const [name, schema] of Object.entries(other.properties ?? {})) {
    const before = properties[name];
    // Which of several shapes it is stays a choice.
    if (before?.enum && schema.const !== undefined) continue;
    // What a member's own conditions bring is found when that member is drawn.
    const own = [...(before?.allOf ?? []), ...(schema.allOf ?? [])];
    properties[name] = before ? { ...before, ...merged(before, schema), ...(own.length > 0 && { allOf: own }) } : schema;
  }
  const { allOf: _, ...rest } = other;
  return { ...one, ...rest, properties, required: [...new Set([...(one.required ?? []), ...(other.required ?? [])])] };
}

/** The least a new value can say. */
export function least(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.oneOf?.[0] && schema.properties === undefined) return least(schema.oneOf[0]);
  const [type] = typesOf(schema);
  if (type === 'array') return [];
  if (type === 'object') return Object.fromEntries((schema.required ?? []).map((name) => [name, least(schema.properties?.[name] ?? {})]));
  if (type === 'boolean') return false;
  return type === 'integer' || type === 'number' ? (schema.minimum ?? 0) : '';
}

/** Which of several shapes a value has; -1 where none. */
export function shapeAt(shapes: readonly Schema[], value: unknown): number {
  return shapes.findIndex((one) => {
    if (one.const !== undefined) return one.const === value;
    const type = Array.isArray(value) ? 'array' : isObject(value) ? 'object' : typeof value;
    if (!typesOf(one).some((known) => known === type || (known === 'integer' && type === 'number'))) return false;
    return !isObject(value) || (one.required ?? []).every((name) => name in value);
  });
}

/** A key nobody has yet: "text_2". */
export function freeKey(stem: string, taken: Iterable<string>): string {
  const known = new Set(taken);
  for (let number = 1; ; number += 1) {
    const key = `${stem}_${number}`;
    if (!known.has(key)) return key;
  }
}
