/** Before which place of a page's blocks the pointer would put something. */
import type { Block } from './arrangement';

/** Null beside the blocks. On a block it is before it in its left half, behind it in its right one. */
export function spotUnder(grid: HTMLElement | null, blocks: readonly Block[], x: number, y: number): number | null {
  const box = grid?.getBoundingClientRect();
  if (!grid || !box || x < box.left || x > box.right || y < box.top - 60) return null;
  for (const [at, block] of blocks.entries()) {
    const piece = grid.querySelector(`[data-block="${block.key}"]`)?.getBoundingClientRect();
    if (piece && x >= piece.left && x <= piece.right && y >= piece.top && y <= piece.bottom) return x < piece.left + piece.width / 2 ? at : at + 1;
  }
  return blocks.length;
}
