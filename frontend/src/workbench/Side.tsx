/** Beside the inbox: what happened lately, the apps, what I opened last. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useMessages } from '../api/messages';
import { useApps } from '../api/records';
import { useNow } from '../api/session';
import { useSignedIn } from '../desk/session';
import { recentOf } from '../apps/recent';
import { addressOf } from '../lib/messageLink';
import { shortMoment } from '../lib/time';
import { Icon } from '../ui/Icon/Icon';
import { Swatch } from '../ui/Swatch/Swatch';
import frame from './Workbench.module.css';
import styles from './Side.module.css';

export function Side() {
  const { t } = useTranslation();
  const { person } = useSignedIn();
  const now = useNow();
  const apps = useApps().data?.items ?? [];
  const messages = useMessages().data?.pages[0]?.items.slice(0, 3) ?? [];
  const recent = recentOf(person.id);
  return (
    <aside className={frame.side} aria-label={t('work.around')}>
      <h2>{t('work.messages')}</h2>
      {messages.length === 0 && <p className={styles.none}>{t('messages.none')}</p>}
      {messages.map((message) => (
        <div key={message.id} className={styles.message}>
          <Icon name="bell" />
          <div>
            {message.link ? <Link to={addressOf(message.link)}>{message.title}</Link> : message.title}
            <small>{[message.text, shortMoment(message.at, now)].filter(Boolean).join(' · ')}</small>
          </div>
        </div>
      ))}
      {apps.length > 0 && (
        <>
          <h2>{t('work.apps')}</h2>
          <ul className={styles.apps}>
            {apps.slice(0, 8).map((app) => (
              <li key={app.key}>
                <Link to={`/apps/${app.key}`}>
                  <Swatch of={app.key} />
                  {app.title}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {recent.length > 0 && (
        <>
          <h2>{t('work.recent')}</h2>
          <ul>
            {recent.map((one) => (
              <li key={one.path}>
                <Link to={one.path} className={styles.recent}>
                  <Icon name="file" />
                  <span>{one.title}</span>
                  <small>{shortMoment(one.at, now)}</small>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
