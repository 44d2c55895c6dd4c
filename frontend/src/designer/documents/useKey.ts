/** The key of something new: made from what it is called, until somebody writes one; and what is wrong with it. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { keyFrom, keyPattern } from './keys';

export function useKey(title: string, stem: string, taken: readonly string[], pattern: RegExp = keyPattern) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const key = typed ?? keyFrom(title, stem, taken);
  const odd = !pattern.test(key) ? t('designer.oddKey') : taken.includes(key) ? t('designer.takenKey') : null;
  // Nothing is wrong yet with what nobody has begun.
  return { key, odd, told: title !== '' || typed !== null ? odd : null, setKey: setTyped };
}

/** Keys of apps are shorter than those of what they hold. */
export const appPattern = /^[a-z][a-z0-9_]{1,39}$/;
