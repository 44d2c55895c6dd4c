/** Expressions as a form meets them: a tree this page cannot compile is left to the server instead of breaking the form. */
import type { FormInfo, Tree } from '../api/types';
import type { Tables } from '../expressions/decisions';
import { engine } from '../expressions/engine';
import type { Types } from '../expressions/tree';
import { fieldView } from '../lib/fields';
import { columnsOf } from './columns';

export type Data = Record<string, unknown>;
export type Compile = (tree: Tree) => ((data: Data) => unknown) | null;

/** The compiler for one form's trees. It gives null for a tree this page cannot judge, by its operators or its parameters; the server does. */
export function compilerOf(form: FormInfo): Compile {
  const types = typesOf(form);
  const told = form.parameters ?? {};
  const known = engine();
  return (tree) => {
    if (!known) return null;
    if (!namesIn(tree, 'param').every((name) => name in told)) return null;
    try {
      return known.compileTree(tree, types, (form.tables ?? {}) as Tables);
    } catch (error) {
      if (error instanceof known.ExpressionError) return null;
      throw error;
    }
  };
}

/** Whether a page has to compile anything of the form; columns of lines wait by themselves. */
export function worksOut(form: FormInfo): boolean {
  return form.rules.some((rule) => rule.class !== 'server') || form.checks.length > 0 || form.fields.some((field) => field.settings.expression !== undefined);
}

/** JSON has numbers and moments as texts; the types say how to read them. */
export function typesOf(form: FormInfo): Types {
  const fields = form.fields.map((field) => [`record.${field.key}`, fieldView(field.type)?.expressionType?.(field.settings) ?? 'text']);
  const within = form.fields.flatMap((field) => (columnsOf(field) ?? []).map((column) => [`record.${field.key}.${column.key}`, 'list']));
  const amounts = Object.entries(form.parameters ?? {}).filter(([, value]) => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
  return Object.fromEntries([...fields, ...within, ...amounts.map(([key]) => [`param.${key}`, 'decimal'])]) as Types;
}

/** The names a tree reads in a scope: namesIn({"==": [{"var": "record.urgency"}, "fire"]}, "record") → ["urgency"]; {"param": "low"} is in "param". */
export function namesIn(tree: Tree, scope: string): string[] {
  const found = new Set<string>();
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(walk);
    else if (part && typeof part === 'object') {
      for (const [operator, argument] of Object.entries(part)) {
        const name: unknown = [argument].flat()[0];
        if (typeof name === 'string' && operator === 'var' && name.startsWith(`${scope}.`)) found.add(name.split('.')[1] ?? '');
        else if (typeof name === 'string' && operator === scope) found.add(name);
        else walk(argument);
      }
    }
  };
  walk(tree);
  return [...found];
}

/** Decimals and moments go back to the text they have in JSON. */
export function jsonValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return value && typeof value === 'object' && !Array.isArray(value) ? String(value) : value;
}
