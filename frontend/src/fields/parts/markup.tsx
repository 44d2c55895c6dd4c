/** HTML of a few harmless elements, read by the browser into a document that runs nothing and rebuilt element by element. */
import { createElement, type ReactNode } from 'react';
import { safeAddress } from './addresses';

const allowed = new Set(['p', 'br', 'strong', 'em', 'u', 's', 'ul', 'ol', 'li', 'a', 'h3', 'h4', 'blockquote', 'b', 'i']);
const blocks = new Set(['p', 'ul', 'ol', 'h3', 'h4', 'blockquote']);
/** What these hold is no text for people. */
const dropped = new Set(['script', 'style', 'template', 'iframe', 'object', 'svg', 'math', 'textarea', 'title', 'noscript']);
/** An editor's own elements and the ones they stand for. */
const stands: Record<string, string> = { div: 'p', h1: 'h3', h2: 'h3', h5: 'h4', h6: 'h4', strike: 's', del: 's', ins: 'u' };

export interface Piece {
  name: string;
  href?: string;
  children: (Piece | string)[];
}

/** The harmless pieces of HTML; elements that are not allowed leave their words. */
export function piecesOf(html: string): (Piece | string)[] {
  return under(new DOMParser().parseFromString(html, 'text/html').body);
}

function under(node: Node): (Piece | string)[] {
  return [...node.childNodes].flatMap((child): (Piece | string)[] => {
    if (child.nodeType === Node.TEXT_NODE) return [child.textContent ?? ''];
    if (child.nodeType !== Node.ELEMENT_NODE) return [];
    const own = (child as Element).localName;
    if (dropped.has(own)) return [];
    const name = stands[own] ?? own;
    if (!allowed.has(name)) return under(child);
    const href = name === 'a' ? safeAddress((child as Element).getAttribute('href') ?? '') : null;
    if (name === 'a' && !href) return under(child);
    const children = under(child);
    // An editor wraps lists into paragraphs, which HTML does not know.
    if (name === 'p' && children.some((piece) => typeof piece !== 'string' && blocks.has(piece.name))) return children;
    return [{ name, ...(href ? { href } : {}), children }];
  });
}

/** The words alone, a blank between paragraphs. */
export function wordsOf(pieces: (Piece | string)[]): string {
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : `${wordsOf(piece.children)}${['p', 'li', 'br', 'h3', 'h4', 'blockquote'].includes(piece.name) ? ' ' : ''}`))
    .join('')
    .replace(/\s+/g, ' ');
}

/** The pieces as elements of the page. */
export function shownPieces(pieces: (Piece | string)[]): ReactNode {
  return pieces.map((piece, place) => {
    if (typeof piece === 'string') return piece;
    const link = piece.href ? { href: piece.href, target: '_blank', rel: 'noopener noreferrer nofollow' } : {};
    return createElement(piece.name, { key: place, ...link }, ...(piece.name === 'br' ? [] : [shownPieces(piece.children)]));
  });
}
