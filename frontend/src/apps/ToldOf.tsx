/** Who was told of a record: each message with its person, when he read it, how it went out, and his answer. */
import { useTranslation } from '../i18n/useTranslation';
import { useToldOf } from '../api/records';
import { useNow } from '../api/session';
import { momentText } from '../lib/time';
import { ErrorState } from '../ui/States/States';
import styles from './ToldOf.module.css';

export function ToldOf({ app, form, record }: { app: string; form: string; record: string }) {
  const { t } = useTranslation();
  const now = useNow();
  const told = useToldOf(app, form, record);
  if (told.isError) return <ErrorState error={told.error} onRetry={() => void told.refetch()} />;
  // Of most records nobody was told: they show nothing.
  if (!told.data || told.data.items.length === 0) return null;
  return (
    <section aria-labelledby="told-of">
      <h2 id="told-of" className={styles.title}>
        {t('records.told.title')} <small>{told.data.items.length}</small>
      </h2>
      <ul className={styles.list}>
        {told.data.items.map((one) => (
          <li key={one.id}>
            <span className={styles.head}>
              <span>
                <b>{one.person}</b> {one.title}
              </span>
              <time dateTime={one.at}>{momentText(one.at, now)}</time>
            </span>
            <span className={styles.state}>
              {[
                one.reminder && t('records.told.reminder'),
                one.answer && t('records.told.answered', { answer: one.answer }),
                one.read_at ? t('records.told.read', { at: momentText(one.read_at, now) }) : t('records.told.unread'),
                ...one.ways.map((way) => t('records.told.way', { channel: way.title, state: way.reason ?? t(`channels.deliveries.${way.state}`) })),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
