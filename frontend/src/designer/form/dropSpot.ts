/** Where what is being dragged would go, found under the pointer; only the container it is in draws it. */
import { create } from 'zustand';
import type { Doc } from '../../api/drafts';
import { entriesOf, fits, itemOf, layoutIn, rest, spotBehind, spotOf, unplaced, type Sort, type Spot } from './arrangement';

interface Store {
  spot: Spot | null;
  put: (spot: Spot | null) => void;
}

export const useDropSpot = create<Store>((set, get) => ({
  spot: null,
  put: (spot) => {
    const was = get().spot;
    if (was?.within !== spot?.within || was?.at !== spot?.at) set({ spot });
  },
}));

/** `what`: keys of the form, or the sort of what is new ("field" for any type). The spot stays while the pointer is over the mark itself. */
export function spotUnder(document: Doc, what: readonly string[] | Sort | 'field', x: number, y: number, before: Spot | null): Spot | null {
  const under = globalThis.document.elementsFromPoint(x, y);
  if (under.some((one) => one instanceof HTMLElement && one.dataset.mark !== undefined)) return before;
  for (const element of under) {
    if (!(element instanceof HTMLElement)) continue;
    const { piece, home, paper } = element.dataset;
    // Beside everything that has a place: at the end.
    if (paper !== undefined) return endFor(document, what);
    const spot = piece !== undefined ? besidePiece(document, element, piece, x, y) : home !== undefined ? { within: home, at: sizeOf(document, home) } : null;
    if (spot && mayStand(document, what, spot.within)) return spot;
  }
  return null;
}

function endFor(document: Doc, what: readonly string[] | Sort | 'field'): Spot | null {
  if (typeof what === 'string') return spotBehind(document, null, what);
  return mayStand(document, what, rest) ? { within: rest, at: unplaced(document).length } : null;
}

function besidePiece(document: Doc, element: HTMLElement, key: string, x: number, y: number): Spot | null {
  const spot = spotOf(document, key);
  if (!spot) return null;
  const box = element.getBoundingClientRect();
  const holder = element.parentElement?.getBoundingClientRect();
  // Two stand side by side where one takes no more than half of the row.
  const half = holder !== undefined && box.width < holder.width * 0.6;
  const behind = half ? x > box.left + box.width / 2 : y > box.top + box.height / 2;
  return { within: spot.within, at: spot.at + (behind ? 1 : 0) };
}

export function mayStand(document: Doc, what: readonly string[] | Sort | 'field', within: string): boolean {
  if (what === 'field') return within === rest || 'section' in (itemOf(document, within) ?? {});
  return typeof what === 'string' ? fits(document, what, within) : what.some((key) => fits(document, key, within));
}

function sizeOf(document: Doc, within: string): number {
  if (within === '') return layoutIn(document).length;
  if (within === rest) return unplaced(document).length;
  const item = itemOf(document, within);
  return item ? entriesOf(item).length : 0;
}
