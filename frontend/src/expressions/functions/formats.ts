/** Numbers and dates as people write them: TEXT with a pattern, VALUE back, amounts in Chinese capitals. */
import { fault } from '../faults';
import type { Action } from '../nodes';
import { dayNumberOf, decimal, isDecimal, type Decimal, type Value } from '../values';
import { DEFAULT_ZONE, wallClock } from '../zones';
import { halfWidth } from './text_parts';

const NUMBER = /^([^#0.,%]*)([#0,]*0)(?:\.([0#]+))?(%?)([^#0.,%]*)$/;
/** A whole number, a blank, and a fraction: "# ?/?", "0 ??/??", "?/8". */
const FRACTION = /^([^#0.,%?/]*?)(?:([#0]) )?(?:\?{1,3}|#{1,3})\/(\?{1,3}|#{1,3}|[1-9]\d{0,2})([^#0.,%?/]*)$/;
const PLACE = /[#0?]/;
const MOST_SECTIONS = 3;
const DATE_PARTS = /yyyy|yy|mm|m|dd|d|hh|h|ss|s|aaaa|aaa/gi;
const WEEKDAYS = '一二三四五六日';
const MOST_DECIMALS = 12;
const LONGEST = 100;
const DAY_MS = 86_400_000;

const padded = (number: number, width: number) => String(number).padStart(width, '0');

/** `wall`: what a clock on the wall shows, as if it were UTC, in ms. */
function dateText(wall: number, pattern: string): string {
  const shown = new Date(wall);
  let afterHour = false;
  return pattern.replace(DATE_PARTS, (written) => {
    const part = written.toLowerCase();
    const [letter = ''] = part;
    // As in Excel: m after an hour are minutes.
    const minutes = afterHour && letter === 'm';
    afterHour = letter === 'h' || (afterHour && !'myd'.includes(letter));
    if (part === 'yyyy') return padded(shown.getUTCFullYear(), 4);
    if (letter === 'a') return (part === 'aaaa' ? '星期' : '') + (WEEKDAYS[(shown.getUTCDay() + 6) % 7] ?? '');
    const numbers: Record<string, number> = {
      y: shown.getUTCFullYear() % 100,
      m: minutes ? shown.getUTCMinutes() : shown.getUTCMonth() + 1,
      d: shown.getUTCDate(),
      h: shown.getUTCHours(),
      s: shown.getUTCSeconds(),
    };
    return padded(numbers[letter] ?? 0, part.length === 2 ? 2 : 1);
  });
}

/** Sections stand for numbers above zero, below it and zero; below it the section says what shows that. */
function numberText(value: Decimal, pattern: string): Value {
  const sections = pattern.split(';');
  const [above = '', below = '', zero] = sections;
  if (sections.length === 1) return sectionText(value, pattern);
  if (sections.length > MOST_SECTIONS) return fault('type_mismatch');
  const chosen = value.lt(0) ? below : value.eq(0) ? (zero ?? above) : above;
  // One without a place for digits says it in words alone.
  return PLACE.test(chosen) ? sectionText(value.abs(), chosen) : chosen;
}

function sectionText(value: Decimal, pattern: string): Value {
  const fraction = FRACTION.exec(pattern);
  return fraction ? fractionText(value, fraction) : decimalText(value, pattern);
}

/** The denominator below `most` of the fraction that is nearest to top / bottom. */
function nearest(top: bigint, bottom: bigint, most: number): bigint {
  let best = 1n;
  let bestOff: bigint | null = null;
  for (let over = 1n; over < most; over += 1n) {
    const off = top * over - ((2n * top * over + bottom) / (2n * bottom)) * bottom;
    const far = off < 0n ? -off : off;
    if (bestOff === null || far * best < bestOff * over) [best, bestOff] = [over, far];
  }
  return best;
}

/** To the nearest fraction; a denominator that is given stays as it is. */
function fractionText(value: Decimal, match: RegExpExecArray): Value {
  const [, before = '', places, under = '', after = ''] = match;
  const [units = '0', decimals = ''] = value.abs().toFixed().split('.');
  const top = BigInt(units + decimals);
  const bottom = 10n ** BigInt(decimals.length);
  let whole = places ? top / bottom : 0n;
  const rest = places ? top % bottom : top;
  const over = /^\d/.test(under) ? BigInt(under) : nearest(rest, bottom, 10 ** under.length);
  let parts = (2n * rest * over + bottom) / (2n * bottom);
  if (places && parts === over) [whole, parts] = [whole + 1n, 0n];
  const fraction = parts || !places ? `${parts}/${over}` : '';
  const shown = places && (whole || places === '0' || !fraction) ? String(whole) : '';
  const sign = value.lt(0) && (whole || parts) ? '-' : '';
  return `${sign}${before}${shown}${shown && fraction ? ' ' : ''}${fraction}${after}`;
}

function decimalText(value: Decimal, pattern: string): Value {
  const match = NUMBER.exec(pattern);
  const [, before = '', whole = '', decimals = '', percent = '', after = ''] = match ?? [];
  if (!match || decimals.length > MOST_DECIMALS) return fault('type_mismatch');
  const rounded = (percent ? value.times(100) : value).round(decimals.length, 1);
  let [digits = '0', fraction = ''] = rounded.abs().toFixed(decimals.length).split('.');
  digits = digits.padStart(whole.split('0').length - 1, '0');
  if (whole.includes(',')) digits = digits.replace(/\B(?=(\d{3})+$)/g, ',');
  fraction = fraction.replace(/0+$/, '').padEnd(decimals.lastIndexOf('0') + 1, '0');
  return `${rounded.lt(0) ? '-' : ''}${before}${digits}${fraction && '.'}${fraction}${percent}${after}`;
}

function formatted(zone: Value, value: Value, pattern: string): Value {
  if ([...pattern].length > LONGEST) return fault('out_of_range');
  if (isDecimal(value)) return numberText(value, pattern);
  if (value instanceof Date) return dateText(wallClock(value, String(zone ?? DEFAULT_ZONE)), pattern);
  return dateText(dayNumberOf(String(value)) * DAY_MS, pattern);
}

const VALUE = /^([+-]?)[¥￥$]?([+-]?)(\d{1,20}(?:,\d{3}){0,8}|\d{1,40})(\.\d{1,20})?(%|万元?|亿元?|元)?$/;
const UNITS: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

function numberOf(text: string): Value {
  const match = VALUE.exec(String(halfWidth.run?.(text)).replaceAll(' ', ''));
  const [, sign = '', inner = '', digits = '', fraction = '', unit = ''] = match ?? [];
  if (!match || (sign && inner)) return fault('type_mismatch');
  let number = decimal(digits.replaceAll(',', '') + fraction);
  if (unit === '%') number = number.times(decimal('0.01'));
  number = number.times(UNITS[unit.slice(0, 1)] ?? 1);
  return sign === '-' || inner === '-' ? number.neg() : number;
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const LARGEST = decimal(`1${'0'.repeat(16)}`);

function group(value: number): string {
  let written = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit) written += (gap && written ? '零' : '') + (DIGITS[digit] ?? '') + (PLACES[place] ?? '');
    gap = !digit;
  }
  return written;
}

/** A whole number in capitals: a gap of zeros is one 零. */
function yuanText(number: string): string {
  const groups = [0, 4, 8, 12].map((start) => Number(number.padStart(16, '0').slice(start, start + 4)));
  const names = [groups[1] ? '万' : '万亿', '亿', '万', ''];
  let written = '';
  let gap = false;
  groups.forEach((value, i) => {
    if (!value) {
      gap = written !== '';
      return;
    }
    if (written && (gap || value < 1000)) written += '零';
    written += group(value) + (names[i] ?? '');
    gap = false;
  });
  return written;
}

function amountInWords(amount: Decimal): Value {
  const rounded = amount.round(2, 1);
  const [yuan = '0', fen = '00'] = rounded.abs().toFixed(2).split('.');
  if (decimal(yuan).gte(LARGEST)) return fault('out_of_range');
  if (rounded.eq(0)) return '零元整';
  const words = (rounded.lt(0) ? '负' : '') + (yuan === '0' ? '' : `${yuanText(yuan)}元`);
  const [jiao, rest] = [Number(fen[0]), Number(fen[1])];
  if (!jiao && !rest) return `${words}整`;
  const withJiao = words + (jiao ? `${DIGITS[jiao] ?? ''}角` : yuan === '0' ? '' : '零');
  return rest ? `${withJiao}${DIGITS[rest] ?? ''}分` : `${withJiao}整`;
}

const formats: Record<string, Action> = {
  text: { run: (zone = null, value = null, pattern = null) => formatted(zone, value, pattern as string) },
  value: { run: (text) => numberOf(text as string) },
  amount_in_words: { run: (amount) => amountInWords(amount as Decimal) },
};

export default formats;
