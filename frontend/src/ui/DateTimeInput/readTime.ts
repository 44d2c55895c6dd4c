/** Reads a time of day as people type it: 9:05, 0905, 9点5分, 9. Null when it is none. */
export function readTime(text: string): string | null {
  const plain = text.replace(/[：点時时]/g, ':').replace(/分/g, '').trim();
  const found = /^(\d{1,2}):(\d{0,2})$/.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain) ?? /^(\d{1,2})$/.exec(plain);
  if (!found) return null;
  const hour = Number(found[1]);
  const minute = Number(found[2] || 0);
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
}
