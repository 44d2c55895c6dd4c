/** Keeps the focused field where it is on the screen when something above it comes or goes: the page scrolls by as much. */
import { Component, type ReactNode } from 'react';

interface Seen {
  element: Element;
  top: number;
}

/** A class, since only a class is asked what it saw before the page changes. */
export class SteadyFocus extends Component<{ children: ReactNode }> {
  override getSnapshotBeforeUpdate(): Seen | null {
    const element = document.activeElement;
    return element && element !== document.body ? { element, top: element.getBoundingClientRect().top } : null;
  }

  override componentDidUpdate(_props: unknown, _state: unknown, seen: Seen | null) {
    if (!seen?.element.isConnected || document.activeElement !== seen.element) return;
    const moved = seen.element.getBoundingClientRect().top - seen.top;
    if (moved !== 0) scrollerOf(seen.element)?.scrollBy({ top: moved, behavior: 'instant' });
  }

  override render() {
    return this.props.children;
  }
}

function scrollerOf(element: Element): Element | null {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.scrollingElement;
}
