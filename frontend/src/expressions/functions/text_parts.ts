/** Parts of texts, as in Excel: the first character is 1. Counted by code point. */
import { fault } from '../faults';
import type { Action } from '../nodes';
import { decimal, type Decimal, type Value } from '../values';

const LONGEST = 32_767;

const whole = (value: Value | undefined, otherwise: number) => (value ? (value as Decimal).toNumber() : otherwise);

/** The text; null with a code when it is too long. */
export function bounded(text: string): Value {
  return text.length <= LONGEST || [...text].length <= LONGEST ? text : fault('out_of_range');
}

function left(text: string, count: number): Value {
  return count < 0 ? fault('out_of_range') : [...text].slice(0, count).join('');
}

function right(text: string, count: number): Value {
  const letters = [...text];
  return count < 0 ? fault('out_of_range') : letters.slice(Math.max(0, letters.length - count)).join('');
}

function middle(text: string, start: number, count: number): Value {
  return start < 1 || count < 0 ? fault('out_of_range') : [...text].slice(start - 1, start - 1 + count).join('');
}

function findText(part: string, text: string, start: number): Value {
  if (start < 1) return fault('out_of_range');
  const letters = [...text];
  if (start - 1 > letters.length) return null;
  const rest = letters.slice(start - 1).join('');
  const found = rest.indexOf(part);
  return found < 0 ? null : decimal(start + Array.from(rest.slice(0, found)).length);
}

function substitute(text: string, old: string, replacement: string, which: number | null): Value {
  if (!old) return text;
  if (which === null) {
    const pieces = text.split(old);
    const grown = [...text].length + (pieces.length - 1) * ([...replacement].length - [...old].length);
    return grown > LONGEST ? fault('out_of_range') : pieces.join(replacement);
  }
  if (which < 1) return fault('out_of_range');
  let place = -old.length;
  for (let i = 0; i < Math.min(which, text.length + 1); i += 1) {
    place = text.indexOf(old, place + old.length);
    if (place < 0) return text;
  }
  return bounded(text.slice(0, place) + replacement + text.slice(place + old.length));
}

/** Letters, digits and signs, and the space; `by` leads from one width to the other. */
function shifted(from: number, to: number, space: string, by: number, otherSpace: string): Action {
  return {
    run: (text) =>
      [...(text as string)]
        .map((letter) => {
          const code = letter.codePointAt(0) ?? 0;
          if (letter === space) return otherSpace;
          return code >= from && code <= to ? String.fromCodePoint(code + by) : letter;
        })
        .join(''),
  };
}

const SHIFT = 0xff01 - 0x21;
export const halfWidth = shifted(0xff01, 0xff5e, '\u3000', -SHIFT, ' ');

const textParts: Record<string, Action> = {
  left: { run: (text, count) => left(text as string, whole(count, 1)) },
  right: { run: (text, count) => right(text as string, whole(count, 1)) },
  mid: { run: (text, start, count) => middle(text as string, whole(start, 1), whole(count, 0)) },
  find: { run: (part, text, start) => findText(part as string, text as string, whole(start, 1)) },
  substitute: { run: (text, old, by, which) => substitute(text as string, old as string, by as string, which ? whole(which, 1) : null) },
  repeat: {
    run: (text, times) => {
      const count = whole(times, 0);
      return count < 0 || [...(text as string)].length * count > LONGEST ? fault('out_of_range') : (text as string).repeat(text ? count : 0);
    },
  },
  ends_with: { run: (text, part) => (text as string).endsWith(part as string) },
  half_width: halfWidth,
  full_width: shifted(0x21, 0x7e, ' ', SHIFT, '\u3000'),
};

export default textParts;
