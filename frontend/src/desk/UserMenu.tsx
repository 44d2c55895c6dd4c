/** Me: who and where I am, language, light or dark, sign out. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate } from 'react-router';
import { useSignOut } from '../api/session';
import { changeLocale, currentLocale } from '../i18n/i18n';
import { Avatar } from '../ui/Avatar/Avatar';
import { Menu } from '../ui/Menu/Menu';
import { choosePhone, choseDesk, isNarrow } from './phoneAddress';
import { useSignedIn } from './session';
import { chooseTheme, currentTheme } from './theme';
import { useQueryClient } from '@tanstack/react-query';
import styles from './UserMenu.module.css';

export function UserMenu() {
  const { t } = useTranslation();
  const { person, workspace } = useSignedIn();
  const signOut = useSignOut();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [theme, setTheme] = useState(currentTheme());
  const other = theme === 'dark' ? 'light' : 'dark';
  // Titles come from the server in one language, so a new language asks for everything again.
  const swapLanguage = () => void changeLocale(currentLocale() === 'en' ? 'zh-CN' : 'en').then(() => cache.invalidateQueries());
  return (
    <Menu
      label={t('shell.me', { name: person.name })}
      side="right"
      trigger={(button) => (
        <button type="button" className={styles.me} aria-label={t('shell.me', { name: person.name })} title={`${person.name} · ${workspace.title}`} {...button}>
          <Avatar name={person.name} size={32} />
        </button>
      )}
      items={[
        { key: 'language', title: t('common.language'), icon: 'globe', onChoose: swapLanguage },
        {
          key: 'theme',
          title: t(`shell.${other}`),
          icon: 'sun',
          onChoose: () => {
            chooseTheme(other);
            setTheme(other);
          },
        },
        ...(choseDesk() && isNarrow() ? [{ key: 'phone', title: t('shell.phone'), icon: 'phone' as const, onChoose: choosePhone }] : []),
        { key: 'messages', title: t('messages.settings'), icon: 'bell', onChoose: () => void navigate('/me/messages') },
        { key: 'out', title: t('common.signOut'), icon: 'exit', onChoose: () => signOut.mutate() },
      ]}
    />
  );
}
