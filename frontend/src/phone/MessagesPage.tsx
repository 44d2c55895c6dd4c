/** Messages to me; opening one marks it read and goes to its record. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { Inbox } from '../messages/Inbox';
import { Icon } from '../ui/Icon/Icon';
import { PlacePage } from './PlacePage';
import page from './Page.module.css';
import styles from './MessagesPage.module.css';

export function MessagesPage() {
  const { t } = useTranslation();
  return (
    <PlacePage
      title={t('messages.title')}
      actions={
        <Link to="/me/messages" className={page.round} aria-label={t('messages.settings')}>
          <Icon name="gear" size={20} />
        </Link>
      }
    >
      <div className={styles.inbox}>
        <Inbox />
      </div>
    </PlacePage>
  );
}
