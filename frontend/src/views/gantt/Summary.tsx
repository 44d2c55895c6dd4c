/** What has no days of its own, over the days of its parts: opened by a press, never moved. */
import type { KeyboardEvent } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { classes } from '../../ui/classes';
import type { Place } from '../calendar/days';
import { spanOf, type Scale } from '../timeline/scale';
import styles from '../timeline/ground.module.css';

interface Props {
  id: string;
  title: string;
  place: Place;
  scale: Scale;
  open: boolean;
  /** From 0 to 100. */
  progress?: number | null;
  /** What is wrong with where it stands. */
  trouble?: string;
  onOpen: () => void;
  onKeys: (event: KeyboardEvent) => void;
}

export function Summary({ id, title, place, scale, open, progress, trouble, onOpen, onKeys }: Props) {
  const { t } = useTranslation();
  const days = place.first === place.last ? place.first : `${place.first} – ${place.last}`;
  const done = progress !== null && progress !== undefined && `${progress}%`;
  return (
    <button
      type="button"
      data-bar
      data-record={id}
      className={classes(styles.summary, open && styles.open, trouble && styles.troubled)}
      style={spanOf(scale, place)}
      title={[title, days, t('gantt.summed'), trouble].filter(Boolean).join('\n')}
      aria-label={[title, days, t('gantt.summed'), done, trouble].filter(Boolean).join(' · ')}
      onClick={onOpen}
      onKeyDown={onKeys}
    />
  );
}
