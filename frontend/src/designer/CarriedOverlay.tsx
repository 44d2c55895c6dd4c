/** What is carried, under the pointer, in every designer alike. */
import { DragOverlay } from '@dnd-kit/core';
import { Icon, type IconName } from '../ui/Icon/Icon';
import frame from './frame.module.css';

export function CarriedOverlay({ carried }: { carried: { title: string; icon: IconName } | null }) {
  return (
    <DragOverlay dropAnimation={null}>
      {carried && (
        <span data-carried className={frame.carried}>
          <Icon name={carried.icon} />
          {carried.title}
        </span>
      )}
    </DragOverlay>
  );
}
