/** Whose names an expression has where it stands. */
import type { FormulaScope } from '../../api/drafts';
import { isObject, type Schema } from '../settings/schema';
import type { Around } from '../settings/panel';

const atHand = ['row', 'candidate', 'item'] as const;

/** Null: of names there no editor knows. */
export function scopeOf(around: Around, schema: Schema): FormulaScope | null {
  const { app, step, subjects } = around;
  const own = isObject(schema['x-scopes']) ? schema['x-scopes'] : {};
  const found = atHand.flatMap((how) => {
    const form = typeof own[how] === 'string' ? reached(around.beside, own[how]) : subjects[how];
    return typeof form === 'string' ? [[how, form] as const] : [];
  });
  const form = subjects.record;
  if (form === undefined && step === undefined && found.length === 0) return null;
  return { app, form, step, ...(found.length > 0 && { atHand: Object.fromEntries(found) }) };
}

/** What stands beside the member at "items_from.form". */
const reached = (beside: unknown, way: string): unknown => way.split('.').reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), beside);
