/** The frame of a small item: it stands alone on the paper, or on a line of a section's grid. */
import type { ReactNode } from 'react';
import { classes } from '../../ui/classes';
import styles from './layout.module.css';

export function Loose({ device, children }: { device: 'desk' | 'phone'; children: ReactNode }) {
  return <div className={classes(styles.loose, styles[device])}>{children}</div>;
}
