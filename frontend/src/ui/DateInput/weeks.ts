/** Days as texts ("2026-01-05") and the weeks that show a month. Weeks begin on Monday. */
export const oneDay = 86_400_000;
export const dayText = (time: number) => new Date(time).toISOString().slice(0, 10);
export const dayTime = (day: string) => Date.parse(`${day}T00:00:00Z`);

export function moveMonth(day: string, by: number): string {
  const date = new Date(dayTime(day));
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by + 1, 0)).getUTCDate();
  return dayText(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by, Math.min(date.getUTCDate(), last)));
}

/** The six weeks that show the month of `day`. */
export function weeksOf(day: string): string[][] {
  const first = dayTime(`${day.slice(0, 7)}-01`);
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * oneDay;
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (__, weekday) => dayText(start + (week * 7 + weekday) * oneDay)));
}
