/** A form description made ready once: which fields stand where, what its rules, formulas and checks say about values. */
import type { CheckInfo, FieldInfo, FormInfo, Values } from '../api/types';
import type { FieldFault } from '../lib/defineField';
import { fieldView } from '../lib/fields';
import { fitted, fittedResult } from '../lib/fitted';
import { currentZone } from '../lib/time';
import type { Types } from '../expressions/tree';
import { engine } from '../expressions/engine';
import { arrange, type Arrangement } from './arrangement';
import { compilerOf, jsonValue, namesIn, typesOf, type Compile } from './evaluate';
import { isEmpty } from './merge';
import { compileRules, type Linkage } from './linkage';
import type { Told } from './verdicts';

/** Something that keeps the form from being sent. `field` is null when it belongs to no field in sight. */
export interface Fault {
  field: string | null;
  missing: boolean;
  /** A translation key with its words, or a sentence of the form's own. */
  key?: string;
  words?: Record<string, string | number>;
  within?: FieldFault;
  sentence?: FormInfo['checks'][number]['message'];
}

export interface FormModel {
  form: FormInfo;
  fields: ReadonlyMap<string, FieldInfo>;
  /** The types under which expressions see what they read. */
  types: Types;
  arrangement: Arrangement;
  /** Fields that picking a record fills in. */
  filledIn: ReadonlySet<string>;
  /** Fields that rules show or hide. */
  called: ReadonlySet<string>;
  linkage: (values: Values, told?: Told) => Linkage;
  /** Sentences by field of checks that only warn. */
  warnings: (values: Values, linkage: Linkage) => Values;
  /** Values of the formulas that can be told here; others are the server's to compute. */
  computed: (values: Values) => Values;
  /** In reading order: what is missing or wrong in fields, then the form's own checks. */
  faults: (values: Values, linkage: Linkage) => Fault[];
  writable: (key: string, linkage: Linkage) => boolean;
}

export function formModel(form: FormInfo, now: () => Date): FormModel {
  const fields = new Map(form.fields.map((field) => [field.key, field]));
  const compile = compilerOf(form);
  const seen = compileSeen(form);
  const typed = (values: Values) => ({ record: { ...values, ...seen(values) }, param: form.parameters ?? {}, actor: form.actor ?? {}, now: now(), zone: currentZone(), calendar: form.calendar ?? null });
  const computed = compileFormulas(form, compile, typed);
  // Rules and checks read what is worked out as they read what is typed; what only the server can tell, it has told.
  const data = (values: Values, told?: Told) => {
    const known = typed(values);
    return { ...known, record: { ...known.record, ...told?.computed, ...computed(values) } };
  };
  const rules = compileRules(form.rules, compile, (key, value) => fitted(fields.get(key)?.type, fields.get(key)?.settings ?? {}, value));
  const checks = form.checks.flatMap((check) => judgeOf(check, compile) ?? []);
  const arrangement = arrange(form);
  const { order, inside } = arrangement;
  const writable = (key: string, linkage: Linkage) =>
    order.includes(key) && fields.get(key)?.access === 'write' && !isComputed(fields.get(key)) && !linkage.hidden.has(key) && !linkage.disabled.has(key);

  return {
    form,
    fields,
    types: typesOf(form),
    arrangement,
    filledIn: new Set(form.fields.flatMap((field) => Object.keys(field.settings.fills ?? {}))),
    called: new Set(form.rules.flatMap((rule) => rule.then.flatMap((step) => [step.show, step.hide].flat()).filter((name): name is string => typeof name === 'string'))),
    linkage: (values, told) => withInside(rules({ ...data(values, told), told }), inside),
    warnings(values, linkage) {
      const known = data(values);
      const told = checks.flatMap(({ check, failure, names }) => {
        const sentence = check.warn ? failure(known) : null;
        const place = sentence === null ? undefined : [check.field ?? [], names].flat().find((name) => writable(name, linkage));
        return place === undefined ? [] : [[place, sentence] as const];
      });
      return Object.fromEntries(told);
    },
    computed,
    writable,
    faults(values, linkage) {
      const inSight = order.filter((key) => writable(key, linkage));
      const found = inSight.flatMap((key) => fieldFaults(fields.get(key), values[key], linkage));
      const known = data(values);
      for (const { check, failure, names } of checks) {
        const sentence = check.warn ? null : failure(known);
        if (sentence === null) continue;
        const places = [check.field ?? [], names.filter((name) => isEmpty(values[name])), names].flat();
        const place = places.find((name) => inSight.includes(name)) ?? null;
        // One fault at a time: a field that is missing need not also break a check.
        if (found.some((fault) => fault.field === place && place !== null)) continue;
        found.push({ field: place, missing: place !== null && isEmpty(values[place]), sentence });
      }
      return found;
    },
  };
}

/** A layout item that is hidden hides the fields inside it. */
function withInside(linkage: Linkage, inside: Arrangement['inside']): Linkage {
  const deeper = [...linkage.hidden].flatMap((key) => inside.get(key) ?? []);
  return deeper.length === 0 ? linkage : { ...linkage, hidden: new Set([...linkage.hidden, ...deeper]) };
}

/** What expressions see in place of values that are no plain ones, such as lines. */
function compileSeen(form: FormInfo): (values: Values) => Values {
  const special = form.fields.flatMap((field) => {
    const see = fieldView(field.type)?.seen;
    return see ? [{ field, see }] : [];
  });
  return (values) => Object.fromEntries(special.map(({ field, see }) => [field.key, see(values[field.key] ?? null, field.settings)]));
}

interface Judge {
  check: CheckInfo;
  /** The sentence of a check that does not hold, or null. What has no answer passes, as on the server. */
  failure: (data: { record: Values }) => string | null;
  names: string[];
}

function judgeOf(check: CheckInfo, compile: Compile): Judge | null {
  const { guard } = check;
  const vaguePhrase = engine()?.vaguePhrase;
  if (guard && !vaguePhrase) return null;
  if (guard && vaguePhrase) {
    const failure = ({ record }: { record: Values }) => {
      const phrase = vaguePhrase(guard, record);
      return phrase === null ? null : check.message.replaceAll('{phrase}', phrase);
    };
    return { check, failure, names: [guard.field] };
  }
  const holds = compile(check.assert);
  return holds && { check, failure: (data) => (holds(data) === false ? check.message : null), names: namesIn(check.assert, 'record') };
}

export function isComputed(field: FieldInfo | undefined): boolean {
  return field?.settings.expression !== undefined;
}

function fieldFaults(field: FieldInfo | undefined, value: unknown, linkage: Linkage): Fault[] {
  if (!field) return [];
  if (isEmpty(value)) {
    const required = field.required || linkage.required.has(field.key);
    return required ? [{ field: field.key, missing: true, key: 'form.required', words: { title: field.title } }] : [];
  }
  const fault = fieldView(field.type)?.problem?.(value, field.settings);
  return fault ? [{ field: field.key, missing: false, ...fault }] : [];
}

interface Formula {
  key: string;
  value: (data: Record<string, unknown>) => unknown;
}

/** Formulas may read one another, so they are run as often as there are formulas, or until nothing moves. */
function compileFormulas(form: FormInfo, compile: Compile, data: (values: Values) => { record: Values }): (values: Values) => Values {
  const formulas = form.fields.flatMap((field): Formula[] => {
    const value = isComputed(field) ? compile(field.settings.expression) : null;
    return value ? [{ key: field.key, value: (known) => fittedResult(field.settings, value(known)) }] : [];
  });
  return (values) => {
    const found: Values = {};
    const seen = data(values);
    for (let pass = 0; pass < formulas.length; pass += 1) {
      let moved = false;
      for (const formula of formulas) {
        const value = formula.value(seen);
        moved ||= value !== found[formula.key];
        found[formula.key] = value;
        seen.record[formula.key] = value;
      }
      if (!moved) break;
    }
    return Object.fromEntries(Object.entries(found).map(([key, value]) => [key, jsonValue(value)]));
  };
}
