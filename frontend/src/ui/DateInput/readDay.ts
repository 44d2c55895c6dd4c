/** Reads a day as people type it: 2026-01-05, 2026/1/5, 20260105, 2026年1月5日, 1.5 (this year), 5日 (this month), 今天, +3, 下周一. Null when it is none. */
const named: Record<string, number> = {
  今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2, 大后天: 3, 昨天: -1, 昨日: -1, 前天: -2,
  today: 0, tomorrow: 1, yesterday: -1,
};
const weekdays = '一二三四五六日';
const day_ms = 86_400_000;

export function readDay(text: string, today: string): string | null {
  const plain = text.trim().toLowerCase().replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const shift = named[plain] ?? shiftOf(plain, today);
  return shift === null ? dateOf(plain, today) : new Date(Date.parse(`${today}T00:00:00Z`) + shift * day_ms).toISOString().slice(0, 10);
}

/** Days from today: "+3", "-1", "周五" (of this week, Monday to Sunday), "下周一". */
function shiftOf(plain: string, today: string): number | null {
  const counted = /^([+-]\d{1,3})天?$/.exec(plain);
  if (counted) return Number(counted[1]);
  const [, week, day = ''] = /^(上|下|本|这)?(?:周|星期|礼拜)([一二三四五六日天])$/.exec(plain) ?? [];
  if (!day) return null;
  const wanted = weekdays.indexOf(day === '天' ? '日' : day);
  const now = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return wanted - now + (week === '下' ? 7 : week === '上' ? -7 : 0);
}

function dateOf(text: string, today: string): string | null {
  const plain = text.replace(/[年月./。]/g, '-').replace(/[日号]$/, '');
  const found =
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    /^()(\d{1,2})-(\d{1,2})$/.exec(plain) ??
    (/[日号]$/.test(text) ? /^()()(\d{1,2})$/.exec(plain) : null);
  if (!found) return null;
  const year = Number(found[1] || today.slice(0, 4));
  const month = Number(found[2] || today.slice(5, 7));
  const date = new Date(Date.UTC(year, month - 1, Number(found[3])));
  const right = date.getUTCMonth() + 1 === month && date.getUTCDate() === Number(found[3]);
  return right ? date.toISOString().slice(0, 10) : null;
}
