/** Words with the few marks a form's text knows: paragraphs, "- " lists, **bold** and [words](https://…). All else is literal. */

export type Piece = { kind: 'plain'; text: string } | { kind: 'bold'; text: string } | { kind: 'link'; text: string; to: string };
export type Block = { kind: 'paragraph'; lines: Piece[][] } | { kind: 'list'; lines: Piece[][] };

const marked = /\*\*([^*\n]+)\*\*|\[([^\]\n]{1,200})\]\((https:\/\/[^\s()<>"]{1,2000})\)/g;

export function blocksOf(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .flatMap((part) => grouped(part.trim().split('\n')));
}

/** Lines of one paragraph; those that begin with "- " are a list of their own. */
function grouped(lines: string[]): Block[] {
  const blocks: Block[] = [];
  for (const line of lines) {
    const item = /^\s*- +(.*)$/.exec(line);
    const kind = item ? 'list' : 'paragraph';
    const last = blocks.at(-1);
    const pieces = piecesOf(item?.[1] ?? line);
    if (last?.kind === kind) last.lines.push(pieces);
    else blocks.push({ kind, lines: [pieces] });
  }
  return blocks;
}

function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of line.matchAll(marked)) {
    if (found.index > at) pieces.push({ kind: 'plain', text: line.slice(at, found.index) });
    if (found[1] !== undefined) pieces.push({ kind: 'bold', text: found[1] });
    else pieces.push({ kind: 'link', text: found[2] ?? '', to: found[3] ?? '' });
    at = found.index + found[0].length;
  }
  if (at < line.length) pieces.push({ kind: 'plain', text: line.slice(at) });
  return pieces;
}
