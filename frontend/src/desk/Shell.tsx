/** The frame of every page: the rail of four places (a bottom bar on narrow screens) and the sheet. */
import { useState, type ReactNode } from 'react';
import { Link, NavLink, Route, Routes, useLocation } from 'react-router';
import { useTranslation } from '../i18n/useTranslation';
import { useTasks } from '../api/tasks';
import { Beginning } from '../pages/Beginning';
import { Icon, type IconName } from '../ui/Icon/Icon';
import { Mark } from '../ui/Mark/Mark';
import { lazyPage } from '../ui/lazyPage';
import { ClosedState } from '../ui/States/States';
import { ToastHost } from './toasts';
import { HelpDialog } from './HelpDialog';
import { Messages } from './Messages';
import { Offline } from './Offline';
import { SandboxClock } from './SandboxClock';
import { SearchDialog } from './SearchDialog';
import { UserMenu } from './UserMenu';
import { useMay, useSignedIn } from './session';
import { useShortcuts } from './shortcuts';
import styles from './Shell.module.css';

const onSheet = (state: ReactNode) => (
  <main className={styles.sheet} id="sheet">
    {state}
  </main>
);
const Workbench = lazyPage(async () => (await import('../workbench/Workbench')).default, onSheet);
const Apps = lazyPage(async () => (await import('../apps/Apps')).default, onSheet);
const Market = lazyPage(async () => (await import('../market/Market')).default, onSheet);
const MessageWishes = lazyPage(async () => (await import('./MessageWishes')).default, onSheet);
const SentPage = lazyPage(async () => (await import('../sendings/SentPage')).default, onSheet);
const SendingPage = lazyPage(async () => (await import('../sendings/SendingPage')).default, onSheet);
const AnnouncePage = lazyPage(async () => (await import('../sendings/AnnouncePage')).default, onSheet);
const RunPage = lazyPage(async () => (await import('../runs/RunPage')).default, onSheet);
const Builder = lazyPage(async () => (await import('../designer/Builder')).default, onSheet);
const Admin = lazyPage(async () => (await import('../admin/Admin')).default, onSheet);

interface Place {
  to: string;
  icon: IconName;
  title: string;
  count?: number;
}

function usePlaces(): Place[] {
  const { t } = useTranslation();
  const may = useMay();
  const tasks = useTasks('mine');
  const places: (Place | false)[] = [
    { to: '/work', icon: 'inbox', title: t('shell.workbench'), count: tasks.data?.pages[0]?.counts.mine },
    { to: '/apps', icon: 'apps', title: t('shell.apps') },
    may('market.install') && { to: '/market', icon: 'market', title: t('shell.market') },
    (may('people.manage') || may('calendars.manage') || may('connections.manage') || may('workflows.manage')) && { to: '/admin', icon: 'shield', title: t('shell.admin') },
  ];
  return places.filter((place): place is Place => Boolean(place));
}

export function Shell() {
  const { t } = useTranslation();
  const places = usePlaces();
  const [open, setOpen] = useState<'search' | 'help' | null>(null);
  useShortcuts({ onSearch: () => setOpen('search'), onHelp: () => setOpen('help') });
  // Who builds has the page for it alone: its frame has no rail.
  const building = useLocation().pathname.startsWith('/build/');
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#sheet">
        {t('shell.skip')}
      </a>
      {!building && <Rail places={places} onOpen={setOpen} />}
      <Routes>
        <Route path="/" element={<Beginning />} />
        <Route path="/work" element={<Workbench />} />
        <Route path="/apps/*" element={<Apps />} />
        <Route path="/build/*" element={<Builder />} />
        <Route path="/market/:package?" element={<Market />} />
        <Route path="/runs/:run" element={<RunPage />} />
        <Route path="/admin/:place?" element={<Admin />} />
        <Route path="/me/messages" element={<MessageWishes />} />
        <Route path="/me/sent" element={<SentPage />} />
        <Route path="/me/sent/:sending" element={<SendingPage />} />
        <Route path="/me/announce" element={<AnnouncePage />} />
        <Route path="*" element={onSheet(<ClosedState heading />)} />
      </Routes>
      {open === 'search' && <SearchDialog places={places} onClose={() => setOpen(null)} />}
      {open === 'help' && <HelpDialog onClose={() => setOpen(null)} />}
      <Offline />
      <ToastHost />
    </div>
  );
}

function Rail({ places, onOpen }: { places: Place[]; onOpen: (what: 'search' | 'help') => void }) {
  const { t } = useTranslation();
  const session = useSignedIn();
  return (
    <nav className={styles.rail} aria-label={t('shell.places')}>
      <Link to="/" className={styles.mark} aria-label={t('shell.home')} title={t('shell.home')}>
        <Mark />
      </Link>
      {places.map((place) => (
        <NavLink key={place.to} to={place.to} className={({ isActive }) => (isActive ? `${styles.place} ${styles.here}` : styles.place)}>
          <Icon name={place.icon} size={19} />
          {place.title}
          {place.count ? (
            <em>
              {place.count > 99 ? '99+' : place.count}
              <span className="visually-hidden"> {t('shell.open')}</span>
            </em>
          ) : null}
        </NavLink>
      ))}
      <span className={styles.gap} />
      {session.workspace.sandbox && <SandboxClock />}
      <button type="button" className={styles.place} onClick={() => onOpen('search')} aria-keyshortcuts="Control+K">
        <Icon name="search" size={19} />
        {t('common.search')}
      </button>
      <Messages />
      <button type="button" className={`${styles.place} ${styles.help}`} onClick={() => onOpen('help')} aria-keyshortcuts="?">
        <Icon name="help" size={19} />
        {t('shell.help')}
      </button>
      <UserMenu />
    </nav>
  );
}
