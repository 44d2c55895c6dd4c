/** Going to a field: scrolled into the middle, its first control focused. */

export function goToField(id: string): void {
  const row = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(id)}"]`);
  const control = document.getElementById(id) ?? row?.querySelector<HTMLElement>('input, select, textarea, button');
  (row ?? control)?.scrollIntoView?.({ block: 'center' });
  control?.focus({ preventScroll: true });
}
