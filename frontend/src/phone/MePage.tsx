/** Who I am here; language; the clock of a sandbox; the way out. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useAdvanceClock, useClock, useSignOut } from '../api/session';
import { changeLocale, currentLocale } from '../i18n/i18n';
import { locales, type Locale } from '../i18n/words';
import { momentText } from '../lib/time';
import { Avatar } from '../ui/Avatar/Avatar';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { PlacePage } from './PlacePage';
import { useSignedIn } from './signedIn';
import page from './Page.module.css';
import styles from './MePage.module.css';

const languageNames = { 'zh-CN': '中文', en: 'English' };

export function MePage() {
  const { t } = useTranslation();
  const { person, workspace } = useSignedIn();
  const signOut = useSignOut();
  const cache = useQueryClient();
  // Titles come from the server in one language, so a new language asks for everything again.
  const choose = (locale: Locale) => void changeLocale(locale).then(() => cache.invalidateQueries());
  return (
    <PlacePage title={t('phone.me.title')}>
      <section className={page.card}>
        <div className={styles.me}>
          <Avatar name={person.name} size={32} />
          <div>
            <b>{person.name}</b>
            <p className={page.rowLine}>{[person.title, person.department].filter(Boolean).join(' · ')}</p>
            <p className={page.rowLine}>{workspace.title}</p>
          </div>
        </div>
      </section>
      {workspace.sandbox && <SandboxClock />}
      <section className={page.card}>
        <fieldset className={styles.languages}>
          <legend>{t('phone.me.language')}</legend>
          {locales.map((locale) => (
            <Button key={locale} pressed={currentLocale() === locale} onClick={() => choose(locale)}>
              {languageNames[locale]}
            </Button>
          ))}
        </fieldset>
      </section>
      <Link to="/me/messages" className={page.row}>
        <Icon name="bell" size={18} />
        <span className={page.rowWords}>{t('wishes.title')}</span>
        <Icon name="right" />
      </Link>
      <a href="/?desk=1" className={page.row}>
        <Icon name="desktop" size={18} />
        <span className={page.rowWords}>{t('phone.me.desk')}</span>
        <Icon name="right" />
      </a>
      <button type="button" className={page.row} onClick={() => signOut.mutate()} disabled={signOut.isPending}>
        <Icon name="exit" size={18} />
        <span className={page.rowWords}>{t('common.signOut')}</span>
      </button>
    </PlacePage>
  );
}

const steps = ['PT15M', 'PT2H', 'P1D'] as const;

/** Plum, since its time is simulated: moving it lets waiting steps and deadlines happen. */
function SandboxClock() {
  const { t } = useTranslation();
  const clock = useClock();
  const advance = useAdvanceClock();
  if (!clock.data) return null;
  return (
    <section className={styles.clock} aria-labelledby="clock">
      <h2 id="clock">
        <Icon name="clock" size={18} /> {t('phone.me.clock')}
      </h2>
      <output className={styles.now}>{momentText(clock.data.now)}</output>
      <p>{t('phone.me.clockWords')}</p>
      <div className={styles.steps}>
        {steps.map((step) => (
          <Button key={step} busy={advance.isPending && advance.variables === step} disabled={advance.isPending} onClick={() => advance.mutate(step)}>
            {t(`phone.me.${step}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
