/** The places of the phone, in one download: inbox, apps, records, messages, me, and the door itself. */
import { useTranslation } from '../i18n/useTranslation';
import { Navigate, Route, Routes } from 'react-router';
import { take } from '../i18n/words';
import { lazyPage } from '../ui/lazyPage';
import { EmptyState } from '../ui/States/States';
import { AppsPage } from './AppsPage';
import { InboxPage } from './InboxPage';
import { MePage } from './MePage';
import { MessagesPage } from './MessagesPage';
import { NewPage } from './NewPage';
import { Page } from './Page';
import { RecordPage } from './RecordPage';
import { RecordsPage } from './RecordsPage';
import { WishesPage } from './WishesPage';

// Later than the form pages: nobody waits for these words who opens a form.
take(import.meta.glob('../i18n/*/{phone,messages,wishes}.json', { eager: true, import: 'default' }));

const RunPage = lazyPage(async () => (await import('./RunPage')).RunPage);

export { SignInPage } from './SignInPage';
export { TaskPage } from './TaskPage';

export function Places() {
  return (
    <Routes>
      <Route index element={<InboxPage />} />
      <Route path="apps" element={<AppsPage />} />
      <Route path="apps/:app" element={<Navigate to="/apps" replace />} />
      <Route path="apps/:app/:form" element={<RecordsPage />} />
      <Route path="apps/:app/:form/:id" element={<RecordPage />} />
      <Route path="runs/:id" element={<RunPage />} />
      <Route path="new" element={<NewPage />} />
      <Route path="messages" element={<MessagesPage />} />
      <Route path="me" element={<MePage />} />
      <Route path="me/messages" element={<WishesPage />} />
      <Route path="*" element={<Nowhere />} />
    </Routes>
  );
}

function Nowhere() {
  const { t } = useTranslation();
  return (
    <Page title={t('phone.nowhere')} back="/">
      <EmptyState title={t('states.closed.title')}>{t('states.closed.words')}</EmptyState>
    </Page>
  );
}
