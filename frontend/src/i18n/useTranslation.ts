/** The words of the language that is spoken, for a component that is drawn anew when another is chosen. */
import { useSyncExternalStore } from 'react';
import { onSpoken, speaking } from './i18n';

export function useTranslation() {
  return useSyncExternalStore(onSpoken, speaking);
}
