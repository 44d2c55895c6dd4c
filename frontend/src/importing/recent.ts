/** The condition "the record's moment lies within so many days", as the server keeps it. */

const DAY_MS = 86_400_000;

export function since(field: string, days: number, now = Date.now()): unknown {
  const begin = new Date(now - days * DAY_MS).toISOString();
  return { '>=': [{ var: `record.${field}` }, begin] };
}

/** How many days a condition made by `since` reaches back; null for any other. */
export function daysOf(where: unknown, now = Date.now()): number | null {
  const sides = (where as { '>='?: unknown[] } | null)?.['>='];
  const begin = typeof sides?.[1] === 'string' ? Date.parse(sides[1]) : NaN;
  return Number.isNaN(begin) ? null : Math.max(1, Math.round((now - begin) / DAY_MS));
}
