/** The key of something new: made from what it is called, until somebody writes one; and what is wrong with it. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { keyFrom, keyPattern } from './keys';

interface KeyRule {
  pattern: RegExp;
  /** Of one made from a title; a number may come behind it. */
  longest: number;
}

const documentKey: KeyRule = { pattern: keyPattern, longest: 50 };
/** Keys of apps are shorter than those of what they hold. */
export const appKey: KeyRule = { pattern: /^[a-z][a-z0-9_]{1,39}$/, longest: 36 };

export function useKey(title: string, stem: string, taken: readonly string[], { pattern, longest }: KeyRule = documentKey) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const key = typed ?? keyFrom(title, stem, taken, longest);
  const odd = !pattern.test(key) ? t('designer.oddKey') : taken.includes(key) ? t('designer.takenKey') : null;
  // Nothing is wrong yet with what nobody has begun.
  return { key, odd, told: title !== '' || typed !== null ? odd : null, setKey: setTyped };
}

