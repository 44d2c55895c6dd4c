/** Every act on the blocks of a page, from document to document. Blocks stand in their order on twelve columns. */
import type { Doc } from '../../api/drafts';

export interface Block extends Doc {
  key: string;
  type: string;
  /** So many of twelve columns. */
  width: number;
  rows?: number;
}

export const columns = 12;
export const mostRows = 6;

export const blocksIn = (document: Doc): Block[] => (Array.isArray(document.blocks) ? (document.blocks as Block[]) : []);

export function withBlock(document: Doc, block: Block, at: number): Doc {
  const blocks = blocksIn(document);
  return { ...document, blocks: [...blocks.slice(0, at), block, ...blocks.slice(at)] };
}

export function withoutBlock(document: Doc, key: string): Doc {
  return { ...document, blocks: blocksIn(document).filter((one) => one.key !== key) };
}

export function changedBlock(document: Doc, key: string, change: (block: Block) => Block): Doc {
  return { ...document, blocks: blocksIn(document).map((one) => (one.key === key ? change(one) : one)) };
}

/** `at`: before which place of the present order; its own place and the one behind change nothing. */
export function movedBlock(document: Doc, key: string, at: number): Doc {
  const blocks = blocksIn(document);
  const from = blocks.findIndex((one) => one.key === key);
  const block = blocks[from];
  if (!block || at === from || at === from + 1) return document;
  const others = blocks.filter((one) => one !== block);
  const to = at > from ? at - 1 : at;
  return { ...document, blocks: [...others.slice(0, to), block, ...others.slice(to)] };
}

/** Within the columns and rows there are; one row is what nobody says. */
export function sized(document: Doc, key: string, width: number, rows: number): Doc {
  const [wide, high] = [Math.min(columns, Math.max(1, Math.round(width))), Math.min(mostRows, Math.max(1, Math.round(rows)))];
  return changedBlock(document, key, ({ rows: was, ...block }) => ({ ...block, width: wide, ...((high > 1 || was !== undefined) && { rows: high }) }));
}
