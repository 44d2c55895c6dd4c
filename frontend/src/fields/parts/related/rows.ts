/** The rows of a related list: saved records with what was typed over them, and rows that are still to be saved. */
import type { FieldInfo, RecordItem, Values } from '../../../api/types';
import { knownFields } from '../../../lib/knownFields';

export interface RelatedSettings {
  /** "form" of the same app, or "app.form". */
  form: string;
  by: string;
  columns?: string[];
}

export type Row = Values & { id: string; revision: number | null };

/** What fits a cell of 36 px. */
const mostColumns = 8;

export function placeOf({ form }: RelatedSettings, app: string): { app: string; form: string } {
  const [first = '', second] = form.split('.');
  return second ? { app: first, form: second } : { app, form: first };
}

export function columnsShown(form: { fields: FieldInfo[] }, settings: RelatedSettings): FieldInfo[] {
  const fits = form.fields.filter((field) => field.key !== settings.by && !knownFields.get(field.type)?.sheet);
  const named = (settings.columns ?? []).flatMap((key) => fits.find((field) => field.key === key) ?? []);
  return named.length > 0 ? named : fits.slice(0, mostColumns);
}

/** Whether one fills it in within a row. */
export function isFillable(field: FieldInfo): boolean {
  const view = knownFields.get(field.type);
  return field.access === 'write' && field.settings.expression === undefined && view !== undefined && view.wide !== true;
}

export function filledIn(saved: Pick<RecordItem, 'id' | 'revision' | 'values'>[], fresh: { id: string; values: Values }[], typed: Readonly<Record<string, Values>>): Row[] {
  return [
    ...saved.map((record): Row => ({ ...record.values, ...typed[record.id], id: record.id, revision: record.revision })),
    ...fresh.map((line): Row => ({ ...line.values, ...typed[line.id], id: line.id, revision: null })),
  ];
}
