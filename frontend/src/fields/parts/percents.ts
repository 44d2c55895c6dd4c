/** Shares as people write them (12.5) and as they are kept (0.125), both as exact text. */
import { shifted } from '../../lib/numbers';

const bare = (amount: string) => (amount.includes('.') ? amount.replace(/0+$/, '').replace(/\.$/, '') : amount);
const placesOf = (amount: string) => amount.split('.')[1]?.length ?? 0;

export const isNumber = (text: unknown): text is string => typeof text === 'string' && /^-?\d{1,12}(\.\d{1,9})?$/.test(text);

/** "0.125" → "12.5". */
export function percentOf(ratio: string): string {
  return isNumber(ratio) ? bare(shifted(ratio, -2, Math.max(0, placesOf(ratio) - 2))) : ratio;
}

/** "12.5" → "0.125". */
export function ratioOf(percent: string): string {
  return isNumber(percent) ? bare(shifted(percent, 2, placesOf(percent) + 2)) : percent;
}
