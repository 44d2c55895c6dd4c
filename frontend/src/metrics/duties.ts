/** What an obligation's figure opens: its duties of that period, of that person or department. */
import type { FigurePlace } from '../api/metrics';

/** The dimensions of duties as their list has them. */
const members: Record<string, string> = { who: 'person', department: 'department' };

export function dutiesAt(obligation: string, { period, by, value, only }: FigurePlace): string {
  const [app, key] = obligation.split('.');
  const whose = { ...(only ? (JSON.parse(only) as Record<string, unknown>) : {}), ...(by && value ? { [by]: JSON.parse(value) as unknown } : {}) };
  const chosen = Object.entries(whose).flatMap(([dimension, one]) => (members[dimension] && one !== null ? [[members[dimension], String(one)]] : []));
  return `/apps/${app}/-/obligations/${key}?${new URLSearchParams({ period, state: 'all', ...Object.fromEntries(chosen) }).toString()}`;
}
