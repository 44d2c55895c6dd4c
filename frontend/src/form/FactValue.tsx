/** A fact of a to-do, shown as its field type shows a value; a type unknown here by the server's words. */
import type { Fact, FieldInfo } from '../api/types';
import { fieldView } from '../lib/fields';

export function FactValue({ fact, app }: { fact: Fact; app: string }) {
  const view = fieldView(fact.type);
  if (!view || fact.value === null || fact.value === undefined) return <>{fact.text || '—'}</>;
  const Part = view.Display ?? view.Cell;
  const field: FieldInfo = { key: '', type: fact.type, title: fact.title, required: false, settings: fact.settings, access: 'read', filters: [], sortable: false };
  return <Part value={fact.value} settings={fact.settings} field={field} label={fact.text} app={app} />;
}

/** The same as one short text, for lists. */
export function factText(fact: Fact, locale: string): string {
  const brief = fact.value === null || fact.value === undefined ? undefined : fieldView(fact.type)?.brief?.(fact.value, fact.settings, locale);
  return brief ?? fact.text;
}
