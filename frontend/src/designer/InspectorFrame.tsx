/** Beside what is designed: what is said of it. Enter on a piece leads in, Escape back to the piece. */
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import frame from './frame.module.css';

export function InspectorFrame({ onLeave, children }: { onLeave: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    // A list or dialogue that is open takes the key for itself.
    const target = event.target as HTMLElement;
    if (target.getAttribute('aria-expanded') === 'true' || target.closest('dialog,[role=menu]')) return;
    event.stopPropagation();
    onLeave();
  };
  return (
    <aside data-inspector className={frame.inspector} aria-label={t('designer.inspector')} onKeyDown={leave}>
      {children}
    </aside>
  );
}

/** Into the first input, once what was chosen is drawn. */
export function enterInspector() {
  requestAnimationFrame(() => {
    const inspector = document.querySelector('[data-inspector]');
    const inputs = 'input,textarea,select,button';
    const first = inspector?.querySelector<HTMLElement>(`[role=tabpanel] :is(${inputs})`) ?? inspector?.querySelector<HTMLElement>(inputs);
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  });
}
