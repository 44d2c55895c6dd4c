/** The bottom bar: the places of a phone, and one button that begins something new. */
import { useTranslation } from '../i18n/useTranslation';
import { NavLink } from 'react-router';
import { useMessages } from '../api/messages';
import { Icon, type IconName } from '../ui/Icon/Icon';
import { classes } from '../ui/classes';
import styles from './TabBar.module.css';

export function TabBar() {
  const { t } = useTranslation();
  const unread = useMessages().data?.pages[0]?.unread ?? 0;
  return (
    <nav className={styles.bar} aria-label={t('phone.places')}>
      <Place to="/" icon="inbox" title={t('phone.inbox.title')} />
      <Place to="/apps" icon="apps" title={t('phone.apps.title')} />
      <NavLink to="/new" className={styles.new} aria-label={t('phone.new.title')}>
        <span>
          <Icon name="plus" size={22} />
        </span>
      </NavLink>
      <Place to="/messages" icon="bell" title={t('messages.title')} count={unread} />
      <Place to="/me" icon="user" title={t('phone.me.title')} />
    </nav>
  );
}

function Place({ to, icon, title, count = 0 }: { to: string; icon: IconName; title: string; count?: number }) {
  const { t } = useTranslation();
  return (
    <NavLink to={to} end className={({ isActive }) => classes(styles.place, isActive && styles.on)}>
      <Icon name={icon} size={23} />
      {title}
      {count > 0 && (
        <em>
          {count > 99 ? '99+' : count}
          <span className="visually-hidden"> {t('messages.unread')}</span>
        </em>
      )}
    </NavLink>
  );
}
