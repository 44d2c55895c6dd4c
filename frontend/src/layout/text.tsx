/** Text: words to whoever fills in. */
import { Fragment } from 'react';
import { defineLayout } from '../lib/defineLayout';
import { classes } from '../ui/classes';
import { Loose } from './parts/Loose';
import { blocksOf, type Piece } from './parts/marks';
import styles from './parts/layout.module.css';

interface Settings {
  text: string;
  tone: 'plain' | 'note';
}

// A text never changes while it is shown, so places are good keys.
export default defineLayout<Settings>({
  key: 'text',
  fresh: { text: { 'zh-CN': '在这里写给填写人的说明', en: 'Words for whoever fills this in' } },
  palette: ['text', 3],
  Item: ({ settings, form }) => (
    <Loose device={form.device}>
      <div className={classes(styles.text, settings.tone === 'note' && styles.note)}>
        {blocksOf(settings.text).map((block, at) =>
          block.kind === 'list' ? (
            <ul key={at}>
              {block.lines.map((line, place) => (
                <li key={place}>
                  <Pieces pieces={line} />
                </li>
              ))}
            </ul>
          ) : (
            <p key={at}>
              {block.lines.map((line, place) => (
                <Fragment key={place}>
                  {place > 0 && <br />}
                  <Pieces pieces={line} />
                </Fragment>
              ))}
            </p>
          ),
        )}
      </div>
    </Loose>
  ),
});

function Pieces({ pieces }: { pieces: Piece[] }) {
  return pieces.map((piece, at) => {
    if (piece.kind === 'bold') return <strong key={at}>{piece.text}</strong>;
    if (piece.kind !== 'link') return <Fragment key={at}>{piece.text}</Fragment>;
    return (
      <a key={at} href={piece.to} target="_blank" rel="noopener noreferrer">
        {piece.text}
      </a>
    );
  });
}
