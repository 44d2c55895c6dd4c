/** Keys of periods as the server reads them ("2026-W02", "2026-01"), to choose one from. */

export const units = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Unit = (typeof units)[number];

const forms: [RegExp, Unit][] = [
  [/^\d{4}-\d{2}-\d{2}$/, 'day'],
  [/^\d{4}-W\d{2}$/, 'week'],
  [/^\d{4}-\d{2}$/, 'month'],
  [/^\d{4}-Q[1-4]$/, 'quarter'],
  [/^\d{4}$/, 'year'],
];

/** What a key is a period of; null for a range and for what is none. */
export function unitOf(key: string): Unit | null {
  return units.find((unit) => unit === key) ?? forms.find(([form]) => form.test(key))?.[1] ?? null;
}

/** The keys of so many periods, the one in which `today` lies first. */
export function lastPeriods(unit: Unit, today: string, count: number): string[] {
  const day = new Date(`${today}T00:00:00Z`);
  const keys: string[] = [];
  while (keys.length < count) {
    keys.push(keyOf(unit, day));
    if (unit === 'day') day.setUTCDate(day.getUTCDate() - 1);
    else if (unit === 'week') day.setUTCDate(day.getUTCDate() - 7);
    // The first of a month: another one need not have a 31st.
    else day.setUTCMonth(day.getUTCMonth() - { month: 1, quarter: 3, year: 12 }[unit], 1);
  }
  return keys;
}

function keyOf(unit: Unit, day: Date): string {
  const text = day.toISOString();
  if (unit === 'day') return text.slice(0, 10);
  if (unit === 'month') return text.slice(0, 7);
  if (unit === 'year') return text.slice(0, 4);
  if (unit === 'quarter') return `${text.slice(0, 4)}-Q${Math.floor(day.getUTCMonth() / 3) + 1}`;
  // ISO 8601: a week belongs to the year of its Thursday.
  const thursday = new Date(day);
  thursday.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7) + 3);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - first) / (7 * 86_400_000)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
