/** Shifts as people write them ("9-12, 13:00–18:00") and as calendars hold them ([["09:00", "12:00"], …]). */
import type { Shift } from '../../api/calendars';
import { listed } from '../../lib/listed';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export function shiftsText(shifts: readonly Shift[] | undefined): string {
  return listed((shifts ?? []).map(([from, until]) => `${from}–${until}`));
}

/** Null for what cannot be read; order and overlaps are the server's to judge. */
export function readShifts(text: string): Shift[] | null {
  const parts = text.normalize('NFKC').split(/[,;、，；]/).map((part) => part.trim()).filter(Boolean);
  const shifts = parts.map((part) => {
    const [from, until, ...more] = part.split(/\s*[-–—~～至到]\s*/).map(readTime);
    return from && until && more.length === 0 ? [from, until] : null;
  });
  return shifts.includes(null) ? null : (shifts as Shift[]);
}

function readTime(text: string): string | null {
  const found = /^(\d{1,2})(?::?(\d{2}))?$/.exec(text);
  if (!found) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)];
  if (minutes > 59 || hours * 60 + minutes > 1440) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
