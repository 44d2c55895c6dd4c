/** What a new document of a kind says until somebody says more. */
import type { Doc } from '../../api/drafts';
import { least, resolved, type Schema } from '../settings/schema';

/** Kinds whose first words the schema alone would not choose well. `form`: a form of the app, where there is one. */
const chosen: Record<string, (form: string | undefined) => Doc> = {
  form: () => ({ fields: [] }),
  view: (form) => ({ form, type: 'table', settings: {} }),
  page: () => ({ blocks: [] }),
  role: (form) => ({ forms: form ? { [form]: { verbs: ['create', 'read', 'change'] } } : {} }),
  workflow: (form) => ({ trigger: { type: 'record_created', form }, nodes: [], edges: [{ from: 'start', to: 'end' }] }),
};

export function newDocument(kind: string, key: string, title: Doc[string], schema: Schema | undefined, form: string | undefined): Doc {
  return { kind, key, title, ...(chosen[kind]?.(form) ?? fromSchema(schema)) };
}

/** The members that must be there, each with the least it can say. */
function fromSchema(schema: Schema | undefined): Doc {
  if (!schema) return {};
  const whole = resolved(schema, {});
  const names = (whole.required ?? []).filter((name) => !['kind', 'key', 'title'].includes(name));
  return Object.fromEntries(names.map((name) => [name, least(whole.properties?.[name] ?? {})]));
}
