/** Messages to me, behind the bell; opening one marks it read and goes to its record. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useMessages } from '../api/messages';
import { Inbox } from '../messages/Inbox';
import { Icon } from '../ui/Icon/Icon';
import { Popover } from '../ui/Popover/Popover';
import styles from './Messages.module.css';
import shell from './Shell.module.css';

export function Messages() {
  const { t } = useTranslation();
  const unread = useMessages().data?.pages[0]?.unread ?? 0;
  return (
    <Popover
      label={t('messages.title')}
      side="right"
      className={styles.panel}
      trigger={(button) => (
        <button type="button" className={shell.place} {...button}>
          <Icon name="bell" size={19} />
          {t('messages.title')}
          {unread > 0 && (
            <em>
              {unread > 99 ? '99+' : unread}
              <span className="visually-hidden"> {t('messages.unread')}</span>
            </em>
          )}
        </button>
      )}
    >
      {(close) => (
        <>
          <div className={styles.top}>
            <h2>{t('messages.title')}</h2>
            <span className={styles.ways}>
              <Link to="/me/sent" className={styles.settings} onClick={close}>
                {t('messages.sent')}
              </Link>
              <Link to="/me/messages" className={styles.settings} onClick={close}>
                {t('messages.settings')}
              </Link>
            </span>
          </div>
          <Inbox onOpen={close} />
        </>
      )}
    </Popover>
  );
}
