/** The fields conditions can name: those of the form, and through a reference those of the record it points to. */
import { localized } from '../../lib/localized';
import { fieldsOf, type Around, type FieldDoc } from '../settings/panel';

export interface Named {
  /** "record.customer.level". */
  path: string;
  title: string;
  field: FieldDoc;
  /** Whose field it is. */
  form: string;
}

/** What has no single value to be compared. */
const many = new Set(['detail_lines', 'checklist', 'related_list']);

/** `own`: of the form alone. */
export function namesOf(around: Around, own: boolean): Named[] {
  const form = around.subjects.record ?? '';
  const named = (field: FieldDoc, of: string, path: string, before: string): Named => ({ path: `${path}.${field.key}`, title: `${before}${localized(field.title) || field.key}`, field, form: of });
  const fields = fieldsOf(around, form).map((field) => named(field, form, 'record', ''));
  if (own) return fields;
  const through = fields.flatMap((one) => {
    const target = one.field.type === 'reference' ? one.field.settings?.form : undefined;
    return typeof target === 'string' ? fieldsOf(around, target).filter((field) => !many.has(field.type)).map((field) => named(field, target, one.path, `${one.title} › `)) : [];
  });
  return [...fields, ...through];
}
