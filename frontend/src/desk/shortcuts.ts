/** Keyboard on every page. Single letters are off inside inputs and while an input method composes. */
import { useEffect, useEffectEvent, useRef } from 'react';
import { useNavigate } from 'react-router';

function typing(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return Boolean(target?.closest('input,textarea,select,[contenteditable=true]'));
}

export function idle(event: KeyboardEvent): boolean {
  return !event.isComposing && event.keyCode !== 229 && !typing(event) && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector('dialog[open]');
}

const places: Record<string, string> = { w: '/work', a: '/apps', m: '/market' };

export function useShortcuts({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const navigate = useNavigate();
  const going = useRef(0);
  const act = useEffectEvent((event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      onSearch();
      return;
    }
    if (!idle(event)) return;
    const place = places[event.key.toLowerCase()];
    if (place && Date.now() - going.current < 1500) {
      going.current = 0;
      event.stopImmediatePropagation();
      void navigate(place);
    } else if (event.key === 'g') going.current = Date.now();
    else if (event.key === '?') onHelp();
  });
  useEffect(() => {
    const keys = (event: KeyboardEvent) => act(event);
    globalThis.addEventListener('keydown', keys, true);
    return () => globalThis.removeEventListener('keydown', keys, true);
  }, []);
}

/** Single-key commands of one page: {"j": next, "/": focusSearch}. */
export function usePageKeys(commands: Record<string, () => void>) {
  const act = useEffectEvent((event: KeyboardEvent) => {
    const command = idle(event) ? commands[event.key] : undefined;
    if (!command) return;
    event.preventDefault();
    command();
  });
  useEffect(() => {
    const keys = (event: KeyboardEvent) => act(event);
    globalThis.addEventListener('keydown', keys);
    return () => globalThis.removeEventListener('keydown', keys);
  }, []);
}
