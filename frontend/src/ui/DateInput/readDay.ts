/** Reads a day as people type it: 2026-01-05, 2026/1/5, 20260105, 2026年1月5日, 1-5 (this year). Null when it is none. */
export function readDay(text: string, today: string): string | null {
  const plain = text.replace(/[年月./]/g, '-').replace(/日/g, '').trim();
  const found =
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^()(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (!found) return null;
  const year = Number(found[1] || today.slice(0, 4));
  const date = new Date(Date.UTC(year, Number(found[2]) - 1, Number(found[3])));
  const right = date.getUTCMonth() + 1 === Number(found[2]) && date.getUTCDate() === Number(found[3]);
  return right ? date.toISOString().slice(0, 10) : null;
}
