/** What a form shows of its state: which fields are in sight, and which faults it is time to tell. */
import type { TFunction } from '../i18n/words';
import type { FieldInfo, Values } from '../api/types';
import { fieldView } from '../lib/fields';
import { localized } from '../lib/localized';
import { isEmpty } from './merge';
import { isComputed, type Fault, type FormModel } from './model';
import type { FormState } from './state';
import { stillTrue } from './verdicts';

/** A field one cannot fill in is shown for what it says; while it says nothing it would only stand in the way. */
export function inSight(field: FieldInfo, state: FormState, model: FormModel, computed: Values): boolean {
  if (state.linkage.hidden.has(field.key)) return false;
  // What asks for its content by itself is in its place whatever the record holds.
  if (model.writable(field.key, state.linkage) || fieldView(field.type)?.live) return true;
  if (isComputed(field)) return field.key in computed || !isEmpty(state.values[field.key]);
  return state.linkage.disabled.has(field.key) || !isEmpty(state.values[field.key]) || !isEmpty(computed[field.key]);
}

/** Sentences by field: the server's, and the form's own of fields that were left or, after a try, of all. */
export function shownFaults(faults: Fault[], state: FormState, model: FormModel, t: TFunction): ReadonlyMap<string, string> {
  const shown = new Map(Object.entries(state.refusals));
  for (const fault of faults) {
    if (fault.field === null || shown.has(fault.field)) continue;
    // A check of the whole form is judged on sending; leaving one of its fields does not mean it is done with.
    const due = state.attempted || (state.touched.has(fault.field) && fault.sentence === undefined);
    if (due) shown.set(fault.field, faultWords(fault, model, t));
  }
  // What the server said while typing, of a value that still stands; it is told at once, since it was asked for.
  for (const [field, sentence] of stillTrue(state.told.errors, state.told, state.values)) {
    if (!shown.has(field) && model.writable(field, state.linkage) && !isEmpty(state.values[field])) shown.set(field, sentence);
  }
  return shown;
}

/** Sentences that only warn, by field. */
export function shownWarnings(state: FormState, model: FormModel): ReadonlyMap<string, string> {
  const own = Object.entries(model.warnings(state.values, state.linkage)) as [string, string][];
  return new Map([...stillTrue(state.told.warnings, state.told, state.values), ...own].filter(([field]) => state.touched.has(field) || state.attempted));
}

export function faultWords(fault: Fault, model: FormModel, t: TFunction): string {
  if (fault.sentence !== undefined) return localized(fault.sentence);
  const title = fault.field === null ? '' : (model.fields.get(fault.field)?.title ?? '');
  const within = fault.within && t(fault.within.key, fault.within.words ?? {});
  return t(fault.key ?? 'form.required', { title, ...fault.words, fault: within });
}
