/** Texts, counted and compared by code point. Case follows one letter for one letter, alike everywhere. */
import type { Action } from '../nodes';
import { decimal, words, type Decimal, type Value } from '../values';

const SPACES = ' \t\n\r\f\v\u00a0\u3000';

/** Letters whose other case is one letter and leads back; all others stay as they are. */
function casePairs(): [string, string][] {
  const ranges = [[0x41, 0x250], [0x370, 0x530], [0xff21, 0xff5b]] as const;
  const letters = ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => String.fromCodePoint(from + i)));
  return letters.flatMap((upper): [string, string][] => {
    const lower = upper.toLowerCase();
    return lower !== upper && lower.length === 1 && lower.toUpperCase() === upper ? [[upper, lower]] : [];
  });
}

const toLower = new Map(casePairs());
const toUpper = new Map(casePairs().map(([upper, lower]) => [lower, upper]));

function translate(text: string, letters: Map<string, string>): string {
  return [...text].map((letter) => letters.get(letter) ?? letter).join('');
}

function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACES.includes(text.charAt(start))) start += 1;
  while (end > start && SPACES.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function substr(text: string, start: number, count: number | null): string {
  const rest = [...text].slice(start);
  return (count === null ? rest : rest.slice(0, count)).join('');
}

/** The engine has checked that the values are texts. */
function onTexts(run: (...texts: string[]) => Value): Action {
  return { run: (...values) => run(...(values as string[])) };
}

const text: Record<string, Action> = {
  cat: { run: (...values) => values.map(words).join('') },
  length: onTexts((value = '') => decimal([...value].length)),
  lower: onTexts((value = '') => translate(value, toLower)),
  upper: onTexts((value = '') => translate(value, toUpper)),
  trim: onTexts((value = '') => trim(value)),
  contains: onTexts((value = '', part = '') => value.includes(part)),
  starts_with: onTexts((value = '', part = '') => value.startsWith(part)),
  substr: { run: (value, start, count) => substr(value as string, (start as Decimal).toNumber(), count ? (count as Decimal).toNumber() : null) },
};

export default text;
