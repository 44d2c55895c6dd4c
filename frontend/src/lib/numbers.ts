/** Numbers as people read them. Amounts are decimal text ("600000.00") and stay text: a float would lose fen. */

/** "1234567.5" → "1,234,567.5"; a negative gets a true minus. */
export function grouped(amount: string): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(amount) ?? [];
  if (!whole) return amount;
  return `${sign && '−'}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`;
}

/** Rounds decimal text half away from zero to `places`, moving the point by `shift` digits to the left first. */
export function shifted(amount: string, shift: number, places: number): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(amount) ?? [];
  if (!whole) return amount;
  const keep = places - shift;
  const scale = rest.length - keep;
  let digits = BigInt(whole + rest);
  if (scale > 0) digits = (digits + 5n * 10n ** BigInt(scale - 1)) / 10n ** BigInt(scale);
  else digits *= 10n ** BigInt(-scale);
  const text = digits.toString().padStart(places + 1, '0');
  const point = text.length - places;
  const body = places ? `${text.slice(0, point)}.${text.slice(point)}` : text;
  return digits === 0n ? body : sign + body;
}

function absolute(amount: string): bigint {
  return BigInt(/\d+/.exec(amount)?.[0] ?? '0');
}

/** zh-CN: 8,560 · 186.4 万 · 1.08 亿; en: 8,560 · 1.86M · 2.10B. Missing is —. */
export function figure(amount: string | number | null | undefined, locale: string): string {
  if (amount === null || amount === undefined || amount === '') return '—';
  const text = String(amount);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  const size = absolute(text);
  if (locale === 'en') {
    if (size >= 1_000_000_000n) return `${grouped(shifted(text, 9, 2))}B`;
    if (size >= 1_000_000n) return `${grouped(shifted(text, 6, 2))}M`;
    return grouped(trimmed(text));
  }
  if (size >= 100_000_000n) return `${grouped(shifted(text, 8, 2))} 亿`;
  if (size >= 10_000n) return `${grouped(shifted(text, 4, 1))} 万`;
  return grouped(trimmed(text));
}

/** "600000.00" → "600000", "12.50" → "12.50": zeros after the point go only when all are zero. */
export function trimmed(amount: string): string {
  return amount.replace(/\.0+$/, '');
}

/** A count of rows: exact up to 10,000, then 1.2 万+. */
export function countText(count: number, exact: boolean, locale: string): string {
  return exact ? grouped(String(count)) : `${figure(String(count), locale)}+`;
}

/** "18.4 KB", "2.1 MB". */
export function sizeText(size_bytes: number): string {
  if (size_bytes < 1024) return `${size_bytes} B`;
  const kilobytes = size_bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
