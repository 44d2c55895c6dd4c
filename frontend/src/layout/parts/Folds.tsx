/** The words of a section that folds. */
import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon/Icon';
import styles from './layout.module.css';

export function Folds({ body, open, title, onFold, children }: { body: string; open: boolean; title: string | null; onFold: () => void; children?: ReactNode }) {
  return (
    <button type="button" className={styles.folds} aria-expanded={open} aria-controls={body} onClick={onFold}>
      <Icon name={open ? 'down' : 'right'} size={14} />
      {title}
      {children}
    </button>
  );
}
