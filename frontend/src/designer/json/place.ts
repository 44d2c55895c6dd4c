/** Where one is in JSON that is being written: in which object or list, at a name or a value, and what is written of it. The text may break off anywhere. */

export interface Place {
  /** The names and indexes that lead to the object or list one is in, and for a value on to it. */
  path: string[];
  part: 'name' | 'value';
  /** Where the word begins, its quotation mark with it. */
  from: number;
  word: string;
}

interface Open {
  list: boolean;
  /** Of an object: the name that was written last; of a list: how many values stand before. */
  at: string;
  /** What comes next. */
  next: 'name' | 'colon' | 'value' | 'comma';
}

/** Null where nothing can be named: between a value and its comma, or outside of everything. */
export function placeIn(text: string, cursor: number): Place | null {
  const open: Open[] = [];
  let from = 0;
  while (from < cursor) {
    const sign = text[from] ?? '';
    const inside = open.at(-1);
    if (sign === '"' || /[\w.+-]/.test(sign)) {
      const end = sign === '"' ? stringEnd(text, from) : wordEnd(text, from);
      // One that is not closed is still being written.
      if (end >= cursor && !(sign === '"' && end === cursor && text[cursor - 1] === '"' && cursor - from > 1)) return here(open, from, text.slice(from, cursor).replace(/^"/, ''));
      if (inside?.next === 'name') {
        inside.at = text.slice(from, end).replace(/^"|"$/g, '');
        inside.next = 'colon';
      } else if (inside) inside.next = 'comma';
      from = end;
      continue;
    }
    if (sign === '{' || sign === '[') open.push({ list: sign === '[', at: '0', next: sign === '[' ? 'value' : 'name' });
    else if (sign === '}' || sign === ']') {
      open.pop();
      const outer = open.at(-1);
      if (outer) outer.next = 'comma';
    } else if (sign === ':' && inside) inside.next = 'value';
    else if (sign === ',' && inside) {
      if (inside.list) inside.at = String(Number(inside.at) + 1);
      inside.next = inside.list ? 'value' : 'name';
    }
    from += 1;
  }
  return here(open, cursor, '');
}

function here(open: readonly Open[], from: number, word: string): Place | null {
  const inside = open.at(-1);
  if (!inside || (inside.next !== 'name' && inside.next !== 'value')) return null;
  const path = open.slice(0, -1).map((one) => one.at);
  return { path: inside.next === 'value' ? [...path, inside.at] : path, part: inside.next, from, word };
}

function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
    // A text goes to the end of its line at most.
    else if (text[at] === '\n') return at;
  }
  return text.length;
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\w.+-]/.test(text[at] ?? '')) at += 1;
  return at;
}
