/** The state of one form being filled, as pure steps: open, type, leave, try to send, be refused, meet another's change. */
import type { FieldInfo, RecordItem, Values } from '../api/types';
import { fieldView } from '../lib/fields';
import { localized } from '../lib/localized';
import type { Draft } from './drafts';
import type { Linkage } from './linkage';
import { changed, isEmpty, merge, same, type Clash, type Merging } from './merge';
import type { Fault, FormModel } from './model';
import { nothingTold, type Told } from './verdicts';

/** `warned`: nothing is wrong, but checks want to be confirmed by their keys. */
export type Trouble =
  | { kind: 'warned'; sentences: string[]; checks: string[] }
  | { kind: 'refused'; sentence: string; code: string; others: string[] }
  | { kind: 'unreachable' }
  | { kind: 'signedOut' }
  | { kind: 'gone' };

export interface FormState {
  /** What the form was opened with, or what the server last said. */
  base: Values;
  revision: number | null;
  values: Values;
  linkage: Linkage;
  /** What the server has said while one types. */
  told: Told;
  touched: ReadonlySet<string>;
  /** Set once somebody tried to send: from then on every fault is shown. */
  attempted: boolean;
  /** Sentences of the server by field; each goes when its field changes. */
  refusals: Record<string, string>;
  /** The same within values of lines: by field, then by place ("3/price"). */
  parts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  clashes: Clash[];
  /** Who else changed the record, once it is known that someone did. */
  metBy: { name: string | null; at: string; labels: RecordItem['labels'] } | null;
  sending: boolean;
  trouble: Trouble | null;
}

export interface Opening {
  values: Values;
  revision: number | null;
  draft?: Draft | null;
}

export function openForm(model: FormModel, opening: Opening): FormState {
  const base = withDefaults(model, opening);
  const fresh: FormState = {
    base, revision: opening.revision, values: base, linkage: model.linkage(base), told: nothingTold, touched: new Set(), attempted: false,
    refusals: {}, parts: {}, clashes: [], metBy: null, sending: false, trouble: null,
  };
  const started = opening.revision === null ? begun(model, fresh) : fresh;
  return opening.draft ? resume(model, started, opening.draft) : started;
}

/** What rules set in an empty form is where it begins, not something somebody typed. */
function begun(model: FormModel, fresh: FormState): FormState {
  const followed = followRules(model, fresh, fresh.values);
  return { ...followed, base: followed.values };
}

/** A draft goes on from what it was begun with; what others changed meanwhile is merged in. */
function resume(model: FormModel, state: FormState, draft: Draft): FormState {
  const known = (values: Values) => Object.fromEntries(Object.entries(values).filter(([key]) => model.fields.has(key)));
  const { values, clashes } = merge(known(draft.base), known({ ...draft.base, ...draft.values }), state.base, mergingOf(model));
  return { ...state, values, linkage: model.linkage(values, state.told), clashes };
}

function mergingOf(model: FormModel): Merging {
  return (key) => {
    const field = model.fields.get(key);
    const own = field && fieldView(field.type)?.merge;
    return own && ((base, mine, theirs) => own(base, mine, theirs, field.settings));
  };
}

function withDefaults(model: FormModel, { values, revision }: Opening): Values {
  if (revision !== null) return values;
  const defaults = [...model.fields.values()].flatMap((field): [string, unknown][] =>
    field.default === undefined || field.default === null || typeof field.default === 'object' ? [] : [[field.key, field.default]],
  );
  return { ...Object.fromEntries(defaults), ...values };
}

export function typed(model: FormModel, state: FormState, key: string, value: unknown): FormState {
  if (value === state.values[key]) return state;
  const { [key]: _, ...refusals } = state.refusals;
  const { [key]: __, ...parts } = state.parts;
  return followRules(model, { ...state, refusals, parts, trouble: null }, { ...state.values, [key]: value });
}

/** What the server said may show fields and set values, as typing does. */
export function answered(model: FormModel, state: FormState, told: Told): FormState {
  return followRules(model, { ...state, told }, state.values);
}

/** Rules that set values may set off others; they are followed a few rounds, so that two that disagree cannot spin. */
function followRules(model: FormModel, state: FormState, typedValues: Values): FormState {
  let values = typedValues;
  let linkage = model.linkage(values, state.told);
  for (let round = 0; round < 5; round += 1) {
    const { sets } = linkage;
    if (Object.entries(sets).every(([key, value]) => same(values[key], value))) break;
    values = { ...values, ...sets };
    linkage = model.linkage(values, state.told);
  }
  return { ...state, values, linkage };
}

export function left(state: FormState, key: string): FormState {
  return state.touched.has(key) ? state : { ...state, touched: new Set(state.touched).add(key) };
}

export function tried(state: FormState): FormState {
  return { ...state, attempted: true };
}

export function sending(state: FormState): FormState {
  return { ...state, attempted: true, sending: true, trouble: null, refusals: {}, parts: {} };
}

export function refused(state: FormState, trouble: Trouble, refusals: Record<string, string> = {}, parts: FormState['parts'] = {}): FormState {
  return { ...state, sending: false, trouble, refusals, parts };
}

/** Someone else saved first: fields only they changed are taken over, fields both changed wait for a choice. */
export function met(model: FormModel, state: FormState, current: RecordItem): FormState {
  const { values, clashes } = merge(state.base, state.values, current.values, mergingOf(model));
  return {
    ...state, base: current.values, revision: current.revision, values, clashes, linkage: model.linkage(values, state.told), sending: false,
    metBy: { name: localized(current.labels?.updated_by) || null, at: current.updated_at, labels: current.labels ?? {} },
  };
}

export function chosen(model: FormModel, state: FormState, clash: Clash, taken: unknown): FormState {
  const { key, part } = clash;
  const put = fieldView(model.fields.get(key)?.type ?? '')?.withPart;
  const value = part && put ? put(state.values[key], part, taken) : taken;
  return typed(model, { ...state, clashes: state.clashes.filter((one) => one !== clash) }, key, value);
}

/** What is sent: on creation every field in sight that says something, on a change only what changed. */
export function toSend(model: FormModel, state: FormState): Values {
  const inSight = Object.fromEntries(Object.entries(state.values).filter(([key]) => model.writable(key, state.linkage)));
  const values = state.revision === null ? inSight : changed(state.base, inSight);
  const says = (key: string, value: unknown) => state.revision !== null || !isEmpty(value) || hasDefault(model.fields.get(key)) || model.filledIn.has(key);
  return Object.fromEntries(
    Object.entries(values)
      .filter(([key, value]) => says(key, value))
      .map(([key, value]) => [key, isEmpty(value) ? null : sentValue(model.fields.get(key), value)]),
  );
}

/** A default that was cleared must be said, as what a pick fills in, or the server would fill it in again. */
function hasDefault(field: FieldInfo | undefined): boolean {
  return !isEmpty(field?.default);
}

export function sentValue(field: FieldInfo | undefined, value: unknown): unknown {
  const sent = field && fieldView(field.type)?.sent;
  return sent ? sent(value, field.settings) : value;
}

export function isDirty(state: FormState): boolean {
  return Object.keys(changed(state.base, state.values)).length > 0;
}

/** Sentences of checks stay at their fields until these are typed in, though the values they were said of were taken back. */
export function toldStill(state: FormState, faults: readonly Fault[]): FormState {
  const sentences = faults.flatMap(({ field, sentence }) => (field !== null && sentence !== undefined ? [[field, localized(sentence)] as const] : []));
  return { ...state, refusals: { ...Object.fromEntries(sentences), ...state.refusals } };
}
