/** One of the places of the bottom bar: a large title, no way back. */
import type { ReactNode } from 'react';
import { Frame } from './Frame';
import { TabBar } from './TabBar';
import styles from './Page.module.css';

interface Props {
  title: string;
  top?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function PlacePage({ title, top, actions, children }: Props) {
  const head = (
    <header className={styles.placeHead}>
      <h1>{title}</h1>
      {actions}
    </header>
  );
  return (
    <Frame head={head} top={top} foot={<TabBar />}>
      {children}
    </Frame>
  );
}
