/** A card that can be taken and put onto another way. The canvas stays where it is meanwhile. */
import type { ReactNode } from 'react';
import { useDraggable } from '@dnd-kit/core';
import { classes } from '../../ui/classes';
import styles from './workflow.module.css';

export function Carried({ part, children }: { part: string; children: ReactNode }) {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: part, data: { part } });
  return (
    <div ref={setNodeRef} className={classes('nopan nodrag', styles.carried, isDragging && styles.going)} {...listeners}>
      {children}
    </div>
  );
}
