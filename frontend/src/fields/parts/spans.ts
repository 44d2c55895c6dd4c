/** Spans of time: read as people type them, kept as ISO 8601 text in hours, minutes and seconds. */

const units: [words: string, seconds: number][] = [
  ['天|日|d|days?', 86_400],
  ['小时|时|h|hours?|hrs?', 3600],
  ['分钟|分|m|mins?|minutes?', 60],
  ['秒|s|secs?|seconds?', 1],
];
const typed = new RegExp(`^${units.map(([words]) => `(?:(\\d{1,7}(?:\\.\\d{1,2})?)\\s*(?:${words})\\s*)?`).join('')}$`);

/** The ISO 8601 text of so many seconds. */
export function isoSpan(seconds: number): string {
  const parts = [[Math.floor(seconds / 3600), 'H'], [Math.floor(seconds / 60) % 60, 'M'], [seconds % 60, 'S']] as const;
  return `PT${parts.map(([count, unit]) => (count ? `${count}${unit}` : '')).join('') || '0S'}`;
}

/** The seconds of "PT1H30M" or "P1DT2H"; null for other text. */
export function secondsOf(iso: unknown): number | null {
  const found = typeof iso === 'string' ? /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso) : null;
  if (!found) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return (weeks * 7 + days) * 86_400 + hours * 3600 + minutes * 60 + seconds;
}

/** "1h30m", "1小时30分", "1.5小时", "1:30" (hours and minutes), or ISO text; null when it is no span. */
export function readSpan(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const known = secondsOf(plain.toUpperCase());
  if (known !== null) return isoSpan(known);
  const clock = /^(\d{1,6}):([0-5]\d)(?::([0-5]\d))?$/.exec(plain);
  if (clock) return isoSpan(Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0));
  const found = typed.exec(plain.toLowerCase());
  if (!found || found.slice(1).every((part) => part === undefined)) return null;
  return isoSpan(Math.round(units.reduce((sum, [, seconds], place) => sum + Number(found[place + 1] ?? 0) * seconds, 0)));
}

/** "1 小时 30 分" or "1 h 30 min". */
export function spanText(iso: string, locale: string, largest?: string): string {
  const all = secondsOf(iso);
  if (all === null) return iso;
  const english = locale === 'en';
  const names: [number, string][] = [[3600, english ? 'h' : '小时'], [60, english ? 'min' : '分'], [1, english ? 's' : '秒']];
  if (largest === 'day') names.unshift([86_400, english ? 'd' : '天']);
  let rest = all;
  const parts = names.flatMap(([size, name]) => {
    const count = Math.floor(rest / size);
    rest %= size;
    return count ? [`${count} ${name}`] : [];
  });
  return parts.join(' ') || (english ? '0 min' : '0 分');
}
