/** What a form's rules make of its values: fields shown, hidden, enabled, required, and values set. */
import type { RuleInfo, Tree, Values } from '../api/types';
import { nothingTold, type Told } from './verdicts';
import { jsonValue, type Compile, type Data } from './evaluate';

export interface Linkage {
  hidden: ReadonlySet<string>;
  disabled: ReadonlySet<string>;
  required: ReadonlySet<string>;
  /** Values that rules set now. The server sets them too, whatever was typed, so their fields are not typed in. */
  sets: Values;
}

type Act = 'show' | 'hide' | 'enable' | 'require';

interface Rule {
  key: string;
  holds: (data: Data) => unknown;
  acts: { act: Act; field: string }[];
  sets: { field: string; value: (data: Data) => unknown }[];
}

/** `fit` cuts a value to what its field holds. A field that some rule shows is hidden until one of them holds; one that some rule enables likewise. */
export function compileRules(rules: RuleInfo[], compile: Compile, fit: (field: string, value: unknown) => unknown): (data: Data) => Linkage {
  const compiled = rules.flatMap((rule) => compileRule(rule, compile) ?? []);
  const fieldsOf = (act: Act) => new Set(compiled.flatMap((rule) => rule.acts.filter((one) => one.act === act).map((one) => one.field)));
  const hiddenAtFirst = fieldsOf('show');
  const disabledAtFirst = fieldsOf('enable');

  return (data) => {
    const hidden = new Set(hiddenAtFirst);
    const disabled = new Set(disabledAtFirst);
    const required = new Set<string>();
    const sets: Values = {};
    const hides: string[] = [];
    for (const rule of compiled) {
      if (rule.holds(data) !== true) continue;
      for (const { act, field } of rule.acts) {
        if (act === 'show') hidden.delete(field);
        else if (act === 'enable') disabled.delete(field);
        else if (act === 'require') required.add(field);
        else hides.push(field);
      }
      for (const { field, value } of rule.sets) sets[field] = jsonValue(fit(field, value(data)));
    }
    // Hiding wins over showing, in whatever order the rules stand.
    for (const field of hides) hidden.add(field);
    for (const field of Object.keys(sets)) disabled.add(field);
    return { hidden, disabled, required, sets };
  };
}

const plainActs: readonly string[] = ['show', 'hide', 'enable', 'require'];

function compileRule(rule: RuleInfo, compile: Compile): Rule | null {
  // A rule that only the server can judge holds when the server has said so.
  const byServer = rule.class === 'server';
  const holds = byServer ? (data: Data) => toldIn(data).rules.includes(rule.key) : compile(rule.when);
  if (!holds) return null;
  const parts = rule.then.flatMap((step) => Object.entries(step));
  return {
    key: rule.key,
    holds,
    acts: parts.flatMap(([act, what]) => (plainActs.includes(act) ? namesOf(what).map((field) => ({ act: act as Act, field })) : [])),
    sets: parts.flatMap(([act, what]) => (act !== 'set' ? [] : byServer ? setsTold(what) : setsOf(what, compile))),
  };
}

function toldIn(data: Data): Pick<Told, 'rules' | 'sets'> {
  return (data.told as Told | undefined) ?? nothingTold;
}

function setsTold(what: unknown): Rule['sets'] {
  return Object.keys(what ?? {}).map((field) => ({ field, value: (data) => toldIn(data).sets[field] ?? null }));
}

function namesOf(what: unknown): string[] {
  return (Array.isArray(what) ? what : [what]).filter((name): name is string => typeof name === 'string');
}

function setsOf(what: unknown, compile: Compile): Rule['sets'] {
  if (!what || typeof what !== 'object' || Array.isArray(what)) return [];
  return Object.entries(what).flatMap(([field, tree]: [string, Tree]) => {
    const value = compile(tree);
    return value ? [{ field, value }] : [];
  });
}
