/** Text with bold, italics, lists and links. Value: HTML of a few elements, or null; the server cleans it once more. */
import { defineField } from '../lib/defineField';
import { lazyPart } from '../ui/lazyPart';
import { Line } from './parts/Line';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import { tooLong } from './parts/faults';
import { piecesOf, shownPieces, wordsOf } from './parts/markup';
import styles from './parts/parts.module.css';

interface Settings {
  max_length?: number;
}

const RichEditor = lazyPart(async () => (await import('./parts/RichEditor')).RichEditor);

const words = (html: string | null | undefined) => (html ? wordsOf(piecesOf(html)).trim() : '');

export default defineField<string | null, Settings>({
  key: 'rich_text',
  icon: 'edit',
  width: 260,
  wide: true,
  group: true,
  phoneGroup: true,
  Input: (props) => <RichEditor {...control(props)} label={props.label} value={props.value ?? null} onChange={props.onChange} />,
  Cell: ({ value, hit }) => <Line text={words(value)} hit={hit} />,
  Display: ({ value }) => (value ? <div className={styles.rich}>{shownPieces(piecesOf(value))}</div> : <Missing />),
  text: words,
  problem: (value, { max_length }) => tooLong(value, max_length),
});
