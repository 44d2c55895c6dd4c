/** Keys that come right after an input was drawn, before React watches the store by itself. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { useStore } from './useStore';

function textStore() {
  const listeners = new Set<() => void>();
  let text = '';
  return {
    read: () => text,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    type: (typed: string) => {
      text = typed;
      for (const listener of listeners) listener();
    },
  };
}

const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;

function press(input: HTMLInputElement, key: string) {
  setValue?.call(input, input.value + key);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

test('keys pressed as soon as an input is drawn all arrive', async () => {
  const store = textStore();
  const Typed = () => createElement('input', { value: useStore(store), onChange: (event: { target: HTMLInputElement }) => store.type(event.target.value) });
  const place = document.body.appendChild(document.createElement('div'));
  const pressed = new Promise<void>((done) => {
    // Told in the same task as the drawing, before React's own later work.
    new MutationObserver((_, observer) => {
      observer.disconnect();
      const input = place.querySelector('input');
      if (input) for (const key of '键盘') press(input, key);
      done();
    }).observe(place, { childList: true, subtree: true });
  });
  const root = createRoot(place);
  const acting = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
  const acted = acting.IS_REACT_ACT_ENVIRONMENT;
  acting.IS_REACT_ACT_ENVIRONMENT = false;
  root.render(createElement(Typed));
  await pressed;
  acting.IS_REACT_ACT_ENVIRONMENT = acted;

  expect(store.read()).toBe('键盘');
  expect(place.querySelector('input')?.value).toBe('键盘');
  root.unmount();
});
