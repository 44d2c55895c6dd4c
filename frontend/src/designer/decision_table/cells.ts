/** Cells of a decision table as people write them, and as its document keeps them: empty for any value, "A, B" (甲、乙) for one of these, "≠ A", ">= 0.9, < 1", "1 ~ 5". Null from a reader: that cannot stand there. */

import { listed } from '../../lib/listed';

/** What inputs and outputs are: types of expressions, a percentage, an amount. */
export type PartType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'datetime' | 'percent' | 'currency';

export interface Words {
  empty: string;
  yes: string;
  no: string;
  /** What values are called, by value. */
  options?: ReadonlyMap<string, string>;
}

/** What an input's cell holds once it was read; undefined stands for nothing that could be kept. */
export type Read<T> = { value: T } | null;

const comparisons = ['>=', '<=', '>', '<'] as const;
const ordered = new Set<PartType>(['integer', 'decimal', 'percent', 'currency', 'date', 'datetime']);
const spelled: [RegExp, string][] = [
  [/≥|大于等于|不小于/g, '>='],
  [/≤|小于等于|不大于/g, '<='],
  [/≠|<>|！=|不等于/g, '!='],
  [/＞|大于/g, '>'],
  [/＜|小于/g, '<'],
  [/＝|等于/g, '='],
];
const between = /^(.+?)\s*(?:~|～|–|至|到|\.\.)\s*(.+)$/;

export function cellText(cell: unknown, type: PartType, words: Words): string {
  if (cell === null || cell === undefined || cell === '-') return '';
  const parts = Array.isArray(cell) ? (cell as unknown[]) : [cell];
  const [operator, ...rest] = parts;
  const all = (values: unknown[]) => listed(values.map((value) => quoted(valueText(value, type, words))));
  if (parts.length > 1 && typeof operator === 'string') {
    if (operator === '!=' || operator === 'not in') return `≠ ${all(rest)}`;
    if (operator === '=' || operator === 'in') return all(rest);
    if (operator === 'between') return rest.map((value) => valueText(value, type, words)).join(' ~ ');
    if ((comparisons as readonly string[]).includes(operator)) return listed(pairs(parts).map(([sign, value]) => `${String(sign)} ${valueText(value, type, words)}`));
  }
  return all(parts);
}

export function readCell(text: string, type: PartType, words: Words): Read<unknown> {
  let plain = text.trim();
  if (plain === '' || plain === '-' || plain === '任意') return { value: null };
  // Words may well be texts themselves; of these only the sign of what is not meant is one.
  if (type === 'text') plain = plain.replace(/^(≠|<>|！=)/, '!=');
  else for (const [sign, meant] of spelled) plain = plain.replace(sign, meant);
  if (plain.startsWith('!=')) return settled(readValues(plain.slice(2), type, words), (found) => (found.length === 1 ? ['!=', ...found] : ['not in', ...found]));
  if (ordered.has(type)) {
    const range = readRange(plain, type, words);
    if (range !== undefined) return range;
  }
  return settled(readValues(plain, type, words), (found) => found);
}

/** Undefined where the text is no range at all. */
function readRange(text: string, type: PartType, words: Words): Read<unknown> | undefined {
  if (/^[<>]/.test(text)) {
    const made: unknown[] = [];
    for (const part of split(text)) {
      const sign = comparisons.find((one) => part.startsWith(one));
      const found = sign ? readValue(part.slice(sign.length), type, words) : null;
      if (!sign || !found) return null;
      made.push(sign, found.value);
    }
    return { value: made };
  }
  const ends = between.exec(text);
  if (!ends) return undefined;
  const [low, high] = [readValue(ends[1] ?? '', type, words), readValue(ends[2] ?? '', type, words)];
  return low && high ? { value: ['between', low.value, high.value] } : undefined;
}

function readValues(text: string, type: PartType, words: Words): unknown[] | null {
  const parts = split(text);
  const found = parts.map((part) => (isEmptyWord(part, words) ? { value: null } : readValue(part, type, words)));
  return parts.length > 0 && found.every((one) => one !== null) ? found.map((one) => one?.value) : null;
}

const settled = (found: unknown[] | null, make: (found: unknown[]) => unknown): Read<unknown> => (found ? { value: make(found) } : null);
const isEmptyWord = (part: string, words: Words) => [words.empty, '空', 'empty'].includes(part.trim());

/** Parts between commas; what is in quotes is one. */
function split(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"|([^,，、;；]+)/g)].map(([, inside, plain]) => (inside === undefined ? (plain ?? '').trim() : inside.replaceAll('""', '"'))).filter((part) => part !== '');
}

const quoted = (text: string) => (/[,，、;；"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const pairs = (parts: unknown[]): [unknown, unknown][] => parts.flatMap((part, at) => (at % 2 === 0 ? [[part, parts[at + 1]] as [unknown, unknown]] : []));

/** One value, as of an output. */
export function valueText(value: unknown, type: PartType, words: Words): string {
  if (value === null || value === undefined) return words.empty;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (type === 'text') return words.options?.get(String(value)) ?? String(value);
  return type === 'percent' ? `${shifted(String(value), 2)}%` : String(value);
}

export function readValue(text: string, type: PartType, words: Words): Read<unknown> {
  const plain = text.trim();
  if (plain === '') return null;
  if (type === 'text') return { value: [...(words.options ?? [])].find(([, title]) => title === plain)?.[0] ?? plain };
  if (type === 'boolean') {
    const yes = [words.yes, '是', 'yes', 'true', '1'].includes(plain.toLowerCase());
    const no = [words.no, '否', 'no', 'false', '0'].includes(plain.toLowerCase());
    return yes || no ? { value: yes } : null;
  }
  if (type === 'date') return readDay(plain);
  if (type === 'datetime') return Number.isNaN(Date.parse(plain)) ? null : { value: plain };
  const number = plain.replace(/[,\s¥￥]/g, '').replace('％', '%');
  const percent = type === 'percent' && number.endsWith('%');
  const digits = percent ? number.slice(0, -1) : number;
  if (!/^-?\d+(\.\d+)?$/.test(digits)) return null;
  if (type === 'integer') return /^-?\d{1,15}$/.test(digits) ? { value: Number(digits) } : null;
  return { value: percent ? shifted(digits, -2) : digits };
}

function readDay(text: string): Read<string> {
  const found = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/.exec(text);
  const day = found && `${found[1]}-${String(found[2]).padStart(2, '0')}-${String(found[3]).padStart(2, '0')}`;
  return day && !Number.isNaN(Date.parse(day)) ? { value: day } : null;
}

/** A number written with its point moved to the right, exactly. */
function shifted(text: string, places: number): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!found) return text;
  const [, sign = '', whole = '', part = ''] = found;
  const digits = places < 0 ? '0'.repeat(-places) + whole + part : whole + part + '0'.repeat(places);
  const point = places < 0 ? whole.length : whole.length + places;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const right = digits.slice(point).replace(/0+$/, '');
  return `${sign}${left}${right === '' ? '' : `.${right}`}`;
}
