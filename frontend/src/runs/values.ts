/** Values that steps read and told, as people read them: durations and moments in words, lists by their length, objects by their parts. */
import type { TFunction } from '../i18n/words';
import { listed } from '../lib/listed';
import { momentText, readDuration } from '../lib/time';

const moment = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;
const longest = 400;

export function valueText(value: unknown, t: TFunction): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return t(value ? 'runs.yes' : 'runs.no');
  if (typeof value === 'string') {
    const duration = readDuration(value);
    return duration ? t(`units.${duration.unit}`, { count: Number(duration.amount) }) : moment.test(value) ? momentText(value) : value;
  }
  if (typeof value !== 'object') return String(value);
  const text = Array.isArray(value) ? value.map((one) => valueText(one, t)).join('; ') : listed(Object.entries(value).map(([key, one]) => `${key}: ${valueText(one, t)}`));
  return text.length > longest ? `${text.slice(0, longest)}…` : text || '—';
}
