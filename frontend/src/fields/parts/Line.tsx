/** One line of text, cut with an ellipsis and whole on hover; the words of a running search are underlined. */
import type { ReactNode } from 'react';
import { Missing } from './Missing';
import styles from './parts.module.css';

export function Line({ text, hit }: { text: string | null | undefined; hit?: string }) {
  if (!text) return <Missing />;
  return (
    <span className={styles.line} title={text}>
      {hit ? marked(text, hit) : text}
    </span>
  );
}

function marked(text: string, hit: string): ReactNode {
  const at = text.toLowerCase().indexOf(hit.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className={styles.hit}>{text.slice(at, at + hit.length)}</mark>
      {text.slice(at + hit.length)}
    </>
  );
}
