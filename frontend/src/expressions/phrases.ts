/** Phrase guard: a text with vague words is refused unless it brings evidence. The same verdict as the server's phrases.py. */
import type { CheckInfo, Values } from '../api/types';

export type Guard = NonNullable<CheckInfo['guard']>;

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

// Chinese numerals count with a unit only: 一些 and 一般 are no numbers.
const mentions: Record<string, RegExp> = {
  number: /[0-9]|[零一二两三四五六七八九十百千万亿]+[个台件次天周月年日号分元块吨箱套家人位张份批条]/,
  date: /[0-9]{4}[-/.年][0-9]{1,2}|[0-9]{1,2}月|[0-9]{1,2}[日号]|[今昨前明后]天|[今去明]年|[上本这下](?:个)?(?:周|月|星期|季度)|周[一二三四五六日天]|星期[一二三四五六日天]|\b(?:today|yesterday|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\b(?:last|this|next) (?:week|month|quarter|year)\b/,
};
const latin = /^[a-z0-9]$/;

/** The vague phrase, as the form's maker wrote it, that nothing in `values` makes up for; null when all is well. */
export function vaguePhrase(guard: Guard, values: Values): string | null {
  const said = values[guard.field];
  if (typeof said !== 'string') return null;
  const ready = comparable(said);
  const phrase = firstPhrase(ready, guard.phrases);
  return phrase === null || guard.evidence.some((one) => isGiven(one, ready, values)) ? null : phrase;
}

function comparable(said: string): string {
  return said.normalize('NFKC').toLowerCase();
}

/** The phrase that stands first, of two at one place the longer one. */
function firstPhrase(ready: string, phrases: readonly string[]): string | null {
  let first: { at: number; length: number; phrase: string } | null = null;
  for (const phrase of phrases) {
    const wanted = comparable(phrase);
    const at = placeOf(ready, wanted);
    if (at < 0 || (first && (at > first.at || (at === first.at && wanted.length <= first.length)))) continue;
    first = { at, length: wanted.length, phrase };
  }
  return first?.phrase ?? null;
}

/** Where a phrase stands, as a word of its own where letters could go on; -1 when nowhere. */
function placeOf(ready: string, phrase: string): number {
  const goesOn = (left = '', right = '') => latin.test(left) && latin.test(right);
  for (let at = ready.indexOf(phrase); at >= 0; at = ready.indexOf(phrase, at + 1)) {
    if (!goesOn(ready[at - 1], phrase[0]) && !goesOn(phrase.at(-1), ready[at + phrase.length])) return at;
  }
  return -1;
}

function isGiven(evidence: Record<string, unknown>, ready: string, values: Values): boolean {
  const [[kind, wanted] = []] = Object.entries(evidence);
  if (kind === 'filled') return !isEmpty(values[String(wanted)]);
  if (kind === 'longer_than') return [...ready].length > Number(wanted);
  return mentions[String(wanted)]?.test(ready) ?? false;
}
