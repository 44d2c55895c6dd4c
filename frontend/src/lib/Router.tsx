/** The router of both entries: what was clicked is drawn at once, so nothing that is drawn meanwhile leads away from it. */
import type { ReactNode } from 'react';
import { BrowserRouter } from 'react-router';

/**
 * The library moves the address at once but by itself draws the new page as a transition, which waits. The page that was left would
 * go on meanwhile, and where its answer came just then and leads elsewhere (`Navigate`), the reader's click was lost.
 */
export function Router({ basename, children }: { basename?: string; children: ReactNode }) {
  return (
    <BrowserRouter {...(basename && { basename })} useTransitions={false}>
      {children}
    </BrowserRouter>
  );
}
