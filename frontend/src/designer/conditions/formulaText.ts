/** Where one is in formula text: the word being written, and the call one stands in. */

export interface FormulaFunction {
  name: string;
  other: string;
  title: string;
  takes: string[];
  least: number;
  most: number | null;
  gives: string;
}

export interface FormulaName {
  written: string;
  key: string;
  type: string;
}

/** What is being written before `at`: a name in braces that is not closed, or a bare word. */
export function wordBefore(text: string, at: number): { from: number; word: string; braced: boolean } | null {
  const before = text.slice(0, at);
  const open = before.lastIndexOf('{');
  if (open >= 0 && before.indexOf('}', open) < 0) return { from: open, word: before.slice(open + 1), braced: true };
  const found = /[\p{L}_][\p{L}\p{N}_]*$/u.exec(before);
  if (!found || insideText(before)) return null;
  return { from: found.index, word: found[0], braced: false };
}

/** Quotes that are not closed: what follows is a text and no word. */
function insideText(before: string): boolean {
  return (before.match(/"/g)?.length ?? 0) % 2 === 1;
}

/** The innermost call around `at`, and which of its arguments one is in, from 0. */
export function callAround(text: string, at: number): { name: string; argument: number } | null {
  let depth = 0;
  let argument = 0;
  let quoted = false;
  for (let place = at - 1; place >= 0; place -= 1) {
    const sign = text[place];
    if (sign === '"') quoted = !quoted;
    if (quoted) continue;
    if (sign === ')' || sign === '）') depth += 1;
    else if (sign === ',' || sign === '，') argument += depth === 0 ? 1 : 0;
    else if (sign === '(' || sign === '（') {
      if (depth > 0) depth -= 1;
      else {
        const name = /[\p{L}_][\p{L}\p{N}_.]*$/u.exec(text.slice(0, place))?.[0];
        // A bracket that only groups stands within the call around it.
        if (name) return { name, argument };
        argument = 0;
      }
    }
  }
  return null;
}

/** "ROUND(number, [integer])" in its parts, each with whether one is in it. The last kind of argument is repeated. */
export function signature({ takes, least, most }: FormulaFunction, argument: number): { text: string; here: boolean }[] {
  const count = most === null ? Math.max(takes.length, least, argument + 1) : most;
  const kinds = Array.from({ length: Math.min(count, Math.max(takes.length, argument + 1)) }, (_, at) => takes[Math.min(at, takes.length - 1)] ?? '');
  const parts = kinds.map((kind, at) => ({ text: at < least ? kind : `[${kind}]`, here: at === Math.min(argument, kinds.length - 1) }));
  return most === null || count > kinds.length ? [...parts, { text: '…', here: false }] : parts;
}

/** Those that fit what is written, best first: beginnings before what only holds it. */
export function fitting<One>(word: string, all: readonly One[], said: (one: One) => string[]): One[] {
  const wanted = word.toLowerCase();
  const rank = (one: One) => {
    const words = said(one).map((text) => text.toLowerCase());
    return words.some((text) => text.startsWith(wanted)) ? 0 : words.some((text) => text.includes(wanted)) ? 1 : 2;
  };
  return all.filter((one) => rank(one) < 2).toSorted((a, b) => rank(a) - rank(b));
}
