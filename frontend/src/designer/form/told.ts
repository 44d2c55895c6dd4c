/** A field of a document as the form's inputs want it told: titles in the reader's language, options that are shared. */
import type { FieldInfo } from '../../api/types';
import { currentLocale } from '../../i18n/i18n';
import { localized } from '../../lib/localized';
import type { Around, FieldDoc } from '../settings/panel';
import { isObject } from '../settings/schema';

const known = new WeakMap<object, Map<string, FieldInfo>>();

/** The same object for the same document and language, so that what did not change is not drawn anew. */
export function toldField(field: FieldDoc, contents: Around['contents']): FieldInfo {
  const shared = sharedOptions(field, contents);
  const at = `${currentLocale()}/${shared ? JSON.stringify(shared).length : ''}`;
  const told = known.get(field) ?? new Map<string, FieldInfo>();
  known.set(field, told);
  const found = told.get(at) ?? made(field, contents, shared);
  told.set(at, found);
  return found;
}

function made(field: FieldDoc, contents: Around['contents'], options: unknown): FieldInfo {
  const settings: Record<string, unknown> = { ...(isObject(field.settings) && field.settings), ...(options !== undefined && { options }) };
  if (Array.isArray(settings.columns)) settings.columns = settings.columns.filter(isObject).map((column) => toldField(column as FieldDoc, contents));
  return {
    key: field.key,
    type: field.type,
    title: localized(field.title) || field.key,
    hint: localized(field.hint as string | undefined) || null,
    required: field.required === true,
    unique: field.unique === true,
    access: 'write',
    filters: [],
    sortable: true,
    default: field.default ?? null,
    settings,
  };
}

function sharedOptions(field: FieldDoc, contents: Around['contents']): unknown {
  const from = field.settings?.options_from;
  return typeof from === 'string' ? contents.find((one) => one.kind === 'options' && one.key === from)?.document.options : undefined;
}
