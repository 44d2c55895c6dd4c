/** A clock beside a to-do: how long is left, or by how much it is late. */
import { useTranslation } from '../../i18n/useTranslation';
import { Icon } from '../Icon/Icon';
import { dueWords } from '../../lib/time';
import { classes } from '../classes';
import styles from './Due.module.css';

/** `due` is UTC text, `now` the workspace's moment in milliseconds. */
export function Due({ due, now }: { due: string; now: number }) {
  const { t, i18n } = useTranslation();
  const { text, urgency } = dueWords(due, now, t, i18n.language);
  return (
    <span className={classes(styles.due, styles[urgency])}>
      <Icon name="clock" size={13} />
      {text}
    </span>
  );
}
