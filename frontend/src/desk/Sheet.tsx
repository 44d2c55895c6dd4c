/** The white sheet of a page: its title bar and its body. The title bar belongs to the page; there is no global one. */
import { useEffect, type ReactNode } from 'react';
import styles from './Shell.module.css';

interface Props {
  title: string;
  /** After the title: date, count. */
  note?: ReactNode;
  /** Fills the bar between title and actions. */
  middle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** The body scrolls as one; otherwise its parts do. */
  scrolls?: boolean;
  lead?: ReactNode;
}

export function Sheet({ title, note, middle, actions, children, scrolls, lead }: Props) {
  usePageTitle(title);
  return (
    <main className={styles.sheet} id="sheet" tabIndex={-1}>
      <header className={styles.top}>
        {lead}
        <h1>{title}</h1>
        {note}
        <div className={styles.grow}>{middle}</div>
        {actions}
      </header>
      {scrolls ? <div className={styles.body} tabIndex={0} role="region" aria-label={title}>{children}</div> : children}
    </main>
  );
}

export function BareSheet({ title, children }: { title: string; children: ReactNode }) {
  usePageTitle(title);
  return (
    <main className={styles.sheet} id="sheet" tabIndex={-1}>
      {children}
    </main>
  );
}

function usePageTitle(title: string) {
  useEffect(() => {
    document.title = title ? `${title} · Loomwork` : 'Loomwork';
  }, [title]);
}
