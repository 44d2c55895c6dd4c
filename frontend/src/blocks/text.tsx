/** Text: words of the page's maker. */
import { defineBlock, type BlockProps } from '../lib/defineBlock';
import styles from './parts/parts.module.css';

export default defineBlock<{ paragraphs: string[] }>({ key: 'text', Block: TextBlock });

function TextBlock({ answer }: BlockProps<{ paragraphs: string[] }>) {
  return (
    <div className={styles.words}>
      {answer.paragraphs.map((words, at) => (
        <p key={at}>{words}</p>
      ))}
    </div>
  );
}
