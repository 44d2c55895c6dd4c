/** Whether a text is of a pattern, judged here where JavaScript surely says the same as the server and cannot be kept busy by it.
 *
 * Taken are literals, plain classes, \d and \w, groups, alternatives and counts, as long as a text can be gone through in
 * few ways; what is repeated as a group can be in one way alone. Everything else is the server's to judge.
 */

/** A part of a pattern: where it ends, and in how many ways a text may be divided over it. */
interface Read {
  at: number;
  ways: number;
}

const longestText = 500;
const mostWays = longestText ** 2;
const literal = /^[^\\^$.*+?()[\]{}|\n\r]$/u;
const escaped = /^[dDwWtfnr\\^$.*+?()[\]{}|/]$/;
const plainClass = /^\[\^?(?:[^\\[\]\n\r&~]|\\[dw\\^$.*+?()[\]{}|/-])+\]/u;

/** null where only the server can tell. */
export function isOfPattern(pattern: string, text: string): boolean | null {
  const ready = compiled(pattern);
  return ready === null || text.length > longestText || /[\n\r\u2028\u2029]/.test(text) ? null : ready.test(text);
}

const known = new Map<string, RegExp | null>();

function compiled(pattern: string): RegExp | null {
  const found = known.get(pattern);
  if (found !== undefined) return found;
  const made = make(pattern);
  known.set(pattern, made);
  return made;
}

function make(pattern: string): RegExp | null {
  const read = alternatives(pattern, pattern.startsWith('^') ? 1 : 0);
  const end = read && pattern.slice(read.at);
  if (!read || (end !== '' && end !== '$') || read.ways > mostWays) return null;
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return null;
  }
}

function alternatives(pattern: string, from: number): Read | null {
  let at = from;
  let ways = 0;
  for (;;) {
    const read = sequence(pattern, at);
    if (!read) return null;
    ways += read.ways;
    if (pattern[read.at] !== '|') return { at: read.at, ways };
    // An anchor belongs to one alternative alone.
    if (pattern.startsWith('^') || pattern.endsWith('$')) return null;
    at = read.at + 1;
  }
}

function sequence(pattern: string, from: number): Read | null {
  let at = from;
  let ways = 1;
  while (at < pattern.length && !'|)'.includes(pattern[at] ?? '') && pattern.slice(at) !== '$') {
    const read = atom(pattern, at);
    const count = read && counted(pattern, read.at);
    if (!count || (read.ways > 1 && count.repeats)) return null;
    ways *= read.ways + count.ways - 1;
    at = count.at;
  }
  return { at, ways };
}

function atom(pattern: string, at: number): Read | null {
  const rest = pattern.slice(at);
  const sign = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
  if (sign === '(') {
    const inside = alternatives(pattern, at + (rest.startsWith('(?:') ? 3 : 1));
    return inside && pattern[inside.at] === ')' ? { ...inside, at: inside.at + 1 } : null;
  }
  if (sign === '[') {
    const found = plainClass.exec(rest)?.[0];
    return found ? { at: at + found.length, ways: 1 } : null;
  }
  if (sign === '\\') return escaped.test(rest[1] ?? '') ? { at: at + 2, ways: 1 } : null;
  return sign === '.' || literal.test(sign) ? { at: at + sign.length, ways: 1 } : null;
}

/** How often what came before stands; once where nothing says so. */
function counted(pattern: string, at: number): (Read & { repeats: boolean }) | null {
  const [found, least, comma, most] = /^(?:[?*+]|\{(\d{1,3})(,)?(\d{1,3})?\})\??/.exec(pattern.slice(at)) ?? [''];
  const sign = found?.[0];
  if (!found || !sign) return pattern[at] === '{' ? null : { at, ways: 1, repeats: false };
  const end = at + found.length;
  if (sign === '?') return { at: end, ways: 2, repeats: false };
  if (sign === '{' && !comma) return { at: end, ways: 1, repeats: true };
  return { at: end, ways: most === undefined ? longestText : Number(most) - Number(least) + 1, repeats: true };
}
