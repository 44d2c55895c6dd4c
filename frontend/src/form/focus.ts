/** Going to a field: scrolled into the middle, its first control focused. */

const controls = 'input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled), button:not(:disabled)';

/** To the field after the one `from` stands in (or before it); false at the end. Fields out of sight are passed over. */
export function moveOn(form: HTMLElement, from: Element, by: 1 | -1): boolean {
  const rows = [...form.querySelectorAll<HTMLElement>('[data-field]')];
  for (let at = rows.findIndex((row) => row.contains(from)) + by; at >= 0 && at < rows.length; at += by) {
    const row = rows[at];
    const control = row?.querySelector<HTMLElement>(controls);
    if (!control || row?.closest('[hidden]')) continue;
    control.focus();
    if (control instanceof HTMLInputElement && control.type !== 'radio' && control.type !== 'checkbox') control.select();
    return true;
  }
  return false;
}

export function goToField(id: string): void {
  const row = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(id)}"]`);
  const control = document.getElementById(id) ?? row?.querySelector<HTMLElement>(controls);
  (row ?? control)?.scrollIntoView?.({ block: 'center' });
  control?.focus({ preventScroll: true });
}
