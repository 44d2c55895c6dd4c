/** Figures of what runs, as people read them. */
import type { TFunction } from '../../i18n/words';
import { spanWords, timeOf } from '../../lib/time';

/** The server counts so far and says one more for anything beyond. */
const most = 10_000;

export function quantity(count: number, language: string): string {
  return count > most ? `${most.toLocaleString(language)}+` : count.toLocaleString(language);
}

/** Below a minute in seconds, with one decimal below ten. */
export function secondsText(seconds: number, t: TFunction): string {
  if (seconds >= 60) return spanWords(seconds * 1000, t);
  const shown = seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
  return t('running.seconds', { count: shown });
}

export function clockText(hour: string): string {
  return timeOf(hour);
}
