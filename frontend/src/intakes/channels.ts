/** How ways in are shown: an icon each, and the tone of what state they are in. */
import type { Intake } from '../api/intakes';
import type { IconName } from '../ui/Icon/Icon';

const icons: Record<string, IconName> = { webhook: 'link', api: 'code', file_drop: 'file', public_form: 'form' };

export function channelIcon(channel: string): IconName {
  return icons[channel] ?? 'download';
}

export const stateTones: Record<Intake['state'], 'good' | 'warning' | 'plain'> = { on: 'good', new: 'warning', paused: 'plain' };
