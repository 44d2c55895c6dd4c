/** The page on which one says what reaches one how. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { take } from '../i18n/i18n';
import { Wishes } from '../messages/Wishes';
import { Banner } from '../ui/States/States';
import { Page } from './Page';
import styles from './MessagesPage.module.css';

// Later than the page: nobody waits for these words who opens a form.
take(import.meta.glob('../i18n/*/wishes.json', { eager: true, import: 'default' }));

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
