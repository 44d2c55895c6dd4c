/** The page on which one says what reaches one how. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Wishes } from '../messages/Wishes';
import { Banner } from '../ui/States/States';
import { Page } from './Page';
import styles from './MessagesPage.module.css';

export function WishesPage() {
  const { t } = useTranslation();
  const [saved, setSaved] = useState('');
  return (
    <Page title={t('wishes.title')} back="/messages">
      <div className={styles.inbox}>
        {saved && <Banner tone="plain" icon="check" title={saved} />}
        <Wishes onSaved={setSaved} />
      </div>
    </Page>
  );
}
