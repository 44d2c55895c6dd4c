/** What the server has said of values while they are typed: rules only it can judge, sentences at fields, warnings. */
import type { Values } from '../api/types';
import { localized } from '../lib/localized';
import type { Verdict } from './asking';
import { same } from './merge';

export interface Told {
  rules: readonly string[];
  sets: Values;
  /** Values of formulas and lookups that the page cannot work out by itself. */
  computed: Values;
  /** Sentences by field; those of no field are under "". */
  errors: Readonly<Record<string, string>>;
  warnings: Readonly<Record<string, string>>;
  /** The values this was said of. */
  of: Values;
}

export const nothingTold: Told = { rules: [], sets: {}, computed: {}, errors: {}, warnings: {}, of: {} };

export function toldBy(verdict: Verdict, of: Values): Told {
  return { rules: verdict.rules, sets: verdict.sets, computed: verdict.computed, errors: byField(verdict.errors), warnings: byField(verdict.warnings), of };
}

/** Sentences whose field has not been typed in since. */
export function stillTrue(sentences: Readonly<Record<string, string>>, told: Told, values: Values): [string, string][] {
  return Object.entries(sentences).filter(([field]) => field === '' || same(values[field], told.of[field]));
}

function byField(errors: Verdict['errors']): Record<string, string> {
  const found: Record<string, string> = {};
  for (const error of errors) found[/^\/values\/([^/]+)/.exec(error.pointer ?? '')?.[1] ?? ''] ??= localized(error.detail ?? error.title ?? '');
  return found;
}
