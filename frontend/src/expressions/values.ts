/**
 * Values: exact numbers, texts by code point, days and moments; the same rules as the server's.
 *
 * A number is a Decimal, a date the text "2026-01-05", a moment a Date. Division rounds at once to 12 decimals, every
 * rounding goes half away from zero.
 */
import { Big } from 'big.js';

export type Value = null | boolean | Decimal | string | Date | Value[];
export type Decimal = Big;
export type Type = 'any' | 'null' | 'boolean' | 'integer' | 'decimal' | 'text' | 'date' | 'datetime' | 'duration' | 'list';

// A constructor of our own: its settings are nobody else's. Plain notation for every size.
const Exact = Big();
Exact.DP = 12;
Exact.RM = 1;
Exact.NE = -1e6;
Exact.PE = 1e6;

const NUMBER = /^[+-]?\d{1,40}(\.\d{1,20})?$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/;
const DAY_MS = 86_400_000;

/** The exact number for a number or a text such as "600000.00". Throws for other texts. */
export function decimal(number: string | number): Decimal {
  return new Exact(typeof number === 'string' ? number.replace(/^\+/, '') : number);
}

export function isDecimal(value: unknown): value is Decimal {
  return value instanceof Exact || value instanceof Big;
}

/** Any JSON value as an expression value. An object is a missing value: null. */
export function plain(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || isDecimal(value)) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? decimal(value) : null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value;
  return Array.isArray(value) ? value.map(plain) : null;
}

/** Lines have the list of one column's values; other lists have nothing by that name. */
function columnOf(lines: unknown[], key: string): unknown {
  const has = (line: unknown) => line !== null && typeof line === 'object' && !Array.isArray(line) && Object.hasOwn(line, key);
  return lines.length && lines.every(has) ? lines.map((line) => (line as Record<string, unknown>)[key]) : undefined;
}

/** The value at `path`, by own keys and list places only. */
export function find(data: unknown, path: readonly string[]): Value {
  let found = data;
  for (const segment of path) {
    if (Array.isArray(found)) found = /^\d+$/.test(segment) ? found[Number(segment)] : columnOf(found, segment);
    else if (found && typeof found === 'object' && Object.hasOwn(found, segment)) found = (found as Record<string, unknown>)[segment];
    else return null;
  }
  return plain(found);
}

/** The object at `path`, by own keys only; null where there is none. */
export function documentAt(data: unknown, path: readonly string[]): Record<string, unknown> | null {
  const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);
  let found = data;
  for (const segment of path) found = isObject(found) && Object.hasOwn(found, segment) ? found[segment] : null;
  return path.length && isObject(found) && Object.getPrototypeOf(found) === Object.prototype ? found : null;
}

/** A value read as `type`, from the text it has in JSON; unchanged when it is no text or needs no reading. */
export function readAs(value: Value, type: Type): Value {
  if (typeof value !== 'string') return value;
  if (type === 'integer' || type === 'decimal') return NUMBER.test(value) ? decimal(value) : null;
  return type === 'datetime' ? parse(value, 'datetime') : value;
}

/** A literal text read as `type` (decimal, date, datetime). Null when it does not read as one. */
export function parse(text: string, type: Type): Value {
  if (type === 'integer' || type === 'decimal') return NUMBER.test(text) ? decimal(text) : null;
  if (type === 'date') return isDate(text) ? text : null;
  if (type !== 'datetime' || !MOMENT.test(text) || !isDate(text.slice(0, 10))) return null;
  return plain(new Date(text));
}

export function isDate(text: string): boolean {
  const match = DATE.exec(text);
  return match !== null && text === dateText(dayNumber(Number(match[1]), Number(match[2]), Number(match[3])));
}

/** Days since 1970-01-01; months and days beyond their range carry over. */
export function dayNumber(year: number, month: number, day: number): number {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  return moment.getTime() / DAY_MS;
}

export function dayNumberOf(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return dayNumber(year, month, day);
}

/** "2026-01-05"; null outside of the years 1 to 9999. */
export function dateText(days: number): string | null {
  const moment = new Date(days * DAY_MS);
  const year = moment.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) return null;
  return `${String(year).padStart(4, '0')}-${two(moment.getUTCMonth() + 1)}-${two(moment.getUTCDate())}`;
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}

/** What sort a value is, as far as values of two sorts never compare. */
export function sort(value: Value): string {
  if (isDecimal(value)) return 'decimal';
  if (value instanceof Date) return 'datetime';
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
}

/** Equal values of one sort; empty equals empty. */
export function equal(left: Value, right: Value): boolean {
  if (isDecimal(left)) return isDecimal(right) && left.eq(right);
  if (left instanceof Date) return right instanceof Date && left.getTime() === right.getTime();
  if (Array.isArray(left)) return Array.isArray(right) && left.length === right.length && left.every((item, i) => equal(item, right[i] ?? null));
  return left === right;
}

/** Below zero, zero or above, for two values of one sort that has an order. */
export function compare(left: Value, right: Value): number {
  if (isDecimal(left) && isDecimal(right)) return left.cmp(right);
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  return compareTexts(String(left), String(right));
}

/** By code point: JavaScript's own order puts emoji before the last characters of the basic plane. */
function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a !== b) return codePointRank(a) - codePointRank(b);
  }
  return left.length - right.length;
}

function codePointRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}

/** What a value reads like inside a text. */
export function words(value: Value): string {
  if (value === null) return '';
  return isDecimal(value) ? value.toFixed().replace(/^-0$/, '0') : String(value);
}
