/** Sign-in on a phone. A demonstration lists its accounts; one tap signs in as that person. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useSetup, useSignIn } from '../api/session';
import { changeLocale, currentLocale } from '../i18n/i18n';
import { Problem } from '../lib/problems';
import { Avatar } from '../ui/Avatar/Avatar';
import { Button } from '../ui/Button/Button';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Icon } from '../ui/Icon/Icon';
import { Mark } from '../ui/Mark/Mark';
import { Banner } from '../ui/States/States';
import { TextInput } from '../ui/TextInput/TextInput';
import page from './Page.module.css';
import styles from './SignInPage.module.css';

export function SignInPage() {
  const { t } = useTranslation();
  const setup = useSetup();
  const signIn = useSignIn();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  return (
    <main className={styles.page}>
      <div className={styles.head}>
        <Mark />
        <h1>{t('phone.door.title')}</h1>
      </div>
      {setup.data?.needs_administrator && (
        <Banner tone="info" icon="desktop" title={t('phone.door.setUp')}>
          <a href="/?desk=1">{t('phone.door.openDesk')}</a>
        </Banner>
      )}
      {signIn.isError && (
        <Banner tone="bad" title={t('phone.door.refused')}>
          {signIn.error instanceof Problem ? signIn.error.message : t('states.unreachable.title')}
        </Banner>
      )}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate({ login, password });
        }}
      >
        <FieldFrame id="login" label={t('phone.door.login')}>
          <TextInput id="login" value={login} onChange={setLogin} autoComplete="username" required />
        </FieldFrame>
        <FieldFrame id="password" label={t('phone.door.password')}>
          <TextInput id="password" type="password" value={password} onChange={setPassword} autoComplete="current-password" required />
        </FieldFrame>
        <Button type="submit" variant="solid" size="large" className={styles.enter} busy={signIn.isPending} disabled={!login || !password}>
          {t('phone.door.enter')}
        </Button>
      </form>
      {setup.data?.demo && (
        <section aria-labelledby="demo" className={styles.demo}>
          <h2 id="demo">{t('phone.door.demo')}</h2>
          <p>{t('phone.door.demoWords')}</p>
          <ul className={styles.accounts}>
            {setup.data.accounts.map((account) => (
              <li key={account.login}>
                <button type="button" className={page.row} disabled={signIn.isPending} onClick={() => signIn.mutate({ login: account.login, password: account.password })}>
                  <Avatar name={account.name} size={32} />
                  <span className={page.rowWords}>
                    <span className={page.rowTitle}>{account.name}</span>
                    <span className={page.rowLine}>{account.title}</span>
                  </span>
                  <Icon name="right" />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Button variant="quiet" icon="globe" onClick={() => void changeLocale(currentLocale() === 'en' ? 'zh-CN' : 'en')}>
        {t('common.language')}
      </Button>
    </main>
  );
}
