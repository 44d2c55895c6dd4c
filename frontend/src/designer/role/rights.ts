/** What a role document gives on forms, and each act on it as a function from document to document. */
import type { Doc } from '../../api/drafts';
import { isObject } from '../settings/schema';

export const verbs = ['read', 'create', 'change', 'delete', 'import', 'export'] as const;
export type Verb = (typeof verbs)[number];
export const fieldRights = ['hidden', 'read', 'write'] as const;
export type FieldRight = (typeof fieldRights)[number];

export interface Grant {
  verbs: Verb[];
  /** By verb: which records. */
  rows?: Record<string, unknown>;
  /** By field; "*" for all others. */
  fields?: Record<string, FieldRight>;
}

export function grantsIn(document: Doc): Record<string, Grant> {
  return isObject(document.forms) ? (document.forms as Record<string, Grant>) : {};
}

export function withGrant(document: Doc, form: string, grant: Grant | null): Doc {
  const { [form]: _, ...others } = grantsIn(document);
  const forms = grant === null ? others : { ...grantsIn(document), [form]: grant };
  return { ...document, forms };
}

/** What may be done goes in the order of the verbs; who changes or deletes must be able to read. */
export function withVerb(document: Doc, form: string, verb: Verb, on: boolean): Doc {
  const grant = grantsIn(document)[form];
  const before = grant?.verbs ?? [];
  const needsRead = on && (verb === 'change' || verb === 'delete' || verb === 'export');
  const gone = (one: Verb) => !on && verb === 'read' && (one === 'change' || one === 'delete' || one === 'export');
  const after = verbs.filter((one) => (one === verb ? on : before.includes(one) || (one === 'read' && needsRead)) && !gone(one));
  return after.length === 0 ? withGrant(document, form, null) : withGrant(document, form, { ...grant, verbs: after });
}

/** Unsaid all fields may be written. */
export function rightOf(grant: Grant | undefined, field: string): FieldRight {
  const said = grant?.fields;
  if (!said) return 'write';
  return said[field] ?? said['*'] ?? 'hidden';
}

export function withFieldRight(document: Doc, form: string, field: string, right: FieldRight): Doc {
  const grant = grantsIn(document)[form];
  if (!grant) return document;
  const said: Record<string, FieldRight> = grant.fields ?? { '*': 'write' };
  const { [field]: _, ...others } = said;
  // What all others have need not be said.
  const fields = field !== '*' && said['*'] === right ? others : { ...said, [field]: right };
  return withGrant(document, form, { ...grant, fields });
}

export function withRows(document: Doc, form: string, verb: string, tree: unknown): Doc {
  const grant = grantsIn(document)[form];
  if (!grant) return document;
  const { [verb]: _, ...others } = grant.rows ?? {};
  const rows = tree === undefined ? others : { ...others, [verb]: tree };
  const { rows: __, ...rest } = grant;
  return withGrant(document, form, Object.keys(rows).length > 0 ? { ...rest, rows } : rest);
}
