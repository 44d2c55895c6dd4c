/** Pieces of formatted text as the HTML that is stored: only who edits needs it. */
import type { Piece } from './markup';

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** The pieces as HTML. */
export function htmlOf(pieces: (Piece | string)[]): string {
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return escaped(piece);
      if (piece.name === 'br') return '<br>';
      return `<${piece.name}${piece.href ? ` href="${escaped(piece.href)}"` : ''}>${htmlOf(piece.children)}</${piece.name}>`;
    })
    .join('');
}
