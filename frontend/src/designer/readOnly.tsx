/** Where there is too little room to design, everything can be read and commented, and nothing is changed. */
import type { ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useMedia, useNarrow } from '../lib/narrow';
import styles from './readOnly.module.css';

export const useReadOnly = (): boolean => useMedia('(max-width: 1199px)');

/** Inputs that only tell what they hold. What opens and closes stays outside of it. */
export function Kept({ children }: { children: ReactNode }) {
  const readOnly = useReadOnly();
  return (
    <fieldset role="presentation" className={styles.kept} disabled={readOnly}>
      {children}
    </fieldset>
  );
}

/** What changes something: gone where nothing is changed. */
export function EditOnly({ children }: { children: ReactNode }) {
  return useReadOnly() ? null : children;
}

/** Why nothing can be changed here. */
export function ReadOnlyNote() {
  const { t } = useTranslation();
  const narrow = useNarrow();
  return useReadOnly() ? <p className={styles.note}>{t(narrow ? 'designer.onPhone' : 'designer.tooNarrow')}</p> : null;
}
