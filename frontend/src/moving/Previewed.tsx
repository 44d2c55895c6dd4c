/** What moving would do to each instance: where it goes on, which deadlines change, or why it stays. */
import { useTranslation } from '../i18n/useTranslation';
import type { MovePreview } from '../api/moves';
import { useNow } from '../api/session';
import { listed } from '../lib/listed';
import { shortMoment } from '../lib/time';
import { Tag } from '../ui/Tag/Tag';
import styles from './Moves.module.css';

export function Previewed({ seen }: { seen: MovePreview }) {
  const { t } = useTranslation();
  const now = useNow();
  const moment = (at: string | null) => (at ? shortMoment(at, now) : t('moves.noDeadline'));
  const stay = seen.items.filter((one) => one.problem).length;
  return (
    <section className={styles.part}>
      <h2>
        {t('moves.previewed')} <small>{t('moves.split', { go: seen.items.length - stay, stay })}</small>
      </h2>
      <ul className={styles.list}>
        {seen.items.map((one) => (
          <li key={one.id}>
            <div className={styles.head}>
              <b>{one.record_title ?? t('moves.untitled')}</b>
              <Tag tone={one.problem ? 'warning' : 'good'}>{t(one.problem ? 'moves.stays' : 'moves.goes')}</Tag>
              {one.after === 'incident' && <Tag tone="bad">{t('running.states.incident')}</Tag>}
            </div>
            <p className={styles.note}>{one.problem ?? `${listed(one.steps)} → ${listed(one.to) || t('moves.end')}`}</p>
            {one.deadlines.map((deadline) => (
              <p key={deadline.title} className={styles.note}>
                {deadline.title}: {moment(deadline.before)} → {moment(deadline.after)}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {seen.next_cursor && <p className={styles.note}>{t('moves.only', { count: seen.items.length })}</p>}
    </section>
  );
}
