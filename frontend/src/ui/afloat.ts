/** Floats a panel above everything else beside its anchor: no sticky bar covers it and no scrolling box cuts it off. It
 * stands on the side that is asked for, unless only the other one has the room. */
import { useLayoutEffect, type RefObject } from 'react';

interface Wish {
  side?: 'below' | 'above';
  align?: 'start' | 'end';
  gap_px?: number;
}

const edge_px = 8;

export function useAfloat(anchor: RefObject<HTMLElement | null>, panel: RefObject<HTMLElement | null>, open: boolean, { side = 'below', align = 'start', gap_px = 4 }: Wish = {}) {
  useLayoutEffect(() => {
    const floating = panel.current;
    if (!open || !floating?.showPopover) return undefined;
    floating.showPopover();
    return () => floating.hidePopover();
  }, [panel, open]);

  useLayoutEffect(() => {
    const from = anchor.current;
    const floating = panel.current;
    if (!open || !from || !floating?.showPopover) return undefined;
    const again = () => place(from, floating, { side, align, gap_px });
    again();
    // What it shows changes, and with it its height.
    const grown = new ResizeObserver(again);
    grown.observe(floating);
    const options = { capture: true, passive: true };
    window.addEventListener('scroll', again, options);
    window.addEventListener('resize', again);
    return () => {
      grown.disconnect();
      window.removeEventListener('scroll', again, options);
      window.removeEventListener('resize', again);
    };
  }, [anchor, panel, open, side, align, gap_px]);
}

function place(from: HTMLElement, floating: HTMLElement, { side, align, gap_px }: Required<Wish>) {
  const rect = from.getBoundingClientRect();
  // Where a phone's keyboard is open, what it covers is no room.
  const bottom = window.visualViewport ? window.visualViewport.offsetTop + window.visualViewport.height : window.innerHeight;
  const rooms = { below: bottom - rect.bottom - gap_px - edge_px, above: rect.top - gap_px - edge_px };
  const other = side === 'below' ? 'above' : 'below';
  const { style } = floating;
  style.setProperty('--anchor-width', `${rect.width}px`);
  style.setProperty('--room', `${Math.max(rooms.below, rooms.above)}px`);
  const chosen = floating.offsetHeight > rooms[side] && rooms[other] > rooms[side] ? other : side;
  style.setProperty('--room', `${rooms[chosen]}px`);
  const left = align === 'start' ? rect.left : rect.right - floating.offsetWidth;
  style.left = `${Math.max(edge_px, Math.min(left, window.innerWidth - floating.offsetWidth - edge_px))}px`;
  style.top = `${chosen === 'below' ? rect.bottom + gap_px : rect.top - gap_px - floating.offsetHeight}px`;
}
