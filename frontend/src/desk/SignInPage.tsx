/** Sign-in. A demonstration lists its accounts beside the form; one press signs in as that person. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { SetupInfo } from '../api/types';
import { useSignIn } from '../api/session';
import { changeLocale, currentLocale } from '../i18n/i18n';
import { Problem } from '../lib/problems';
import { Avatar } from '../ui/Avatar/Avatar';
import { Button } from '../ui/Button/Button';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Mark } from '../ui/Mark/Mark';
import { TextInput } from '../ui/TextInput/TextInput';
import { classes } from '../ui/classes';
import styles from './Door.module.css';

export function LanguageButton() {
  const { t } = useTranslation();
  return (
    <Button variant="quiet" size="small" icon="globe" onClick={() => void changeLocale(currentLocale() === 'en' ? 'zh-CN' : 'en')}>
      {t('common.language')}
    </Button>
  );
}

export function problemText(error: unknown, fallback: string): string {
  return error instanceof Problem ? error.message : fallback;
}

export function SignInPage({ setup }: { setup: SetupInfo }) {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  return (
    <main className={styles.page}>
      <div className={classes(styles.card, !setup.demo && styles.single)}>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate({ login, password });
          }}
        >
          <div className={styles.head}>
            <Mark />
            <div>
              <h1>{t('door.signIn')}</h1>
              <p>{t('door.product')}</p>
            </div>
          </div>
          {signIn.isError && (
            <p role="alert" className={styles.error}>
              {problemText(signIn.error, t('states.unreachable.title'))}
            </p>
          )}
          <FieldFrame id="login" label={t('door.login')}>
            <TextInput id="login" value={login} onChange={setLogin} autoComplete="username" required autoFocus />
          </FieldFrame>
          <FieldFrame id="password" label={t('door.password')}>
            <TextInput id="password" type="password" value={password} onChange={setPassword} autoComplete="current-password" required />
          </FieldFrame>
          <div className={styles.foot}>
            <Button type="submit" variant="solid" size="large" busy={signIn.isPending} disabled={!login || !password}>
              {t('door.enter')}
            </Button>
            <LanguageButton />
          </div>
        </form>
        {setup.demo && (
          <aside className={styles.side} aria-labelledby="demo-title">
            <h2 id="demo-title">{t('door.demo')}</h2>
            <p>{t('door.demoWords')}</p>
            <ul className={styles.accounts}>
              {setup.accounts.map((account) => (
                <li key={account.login}>
                  <button type="button" className={styles.account} disabled={signIn.isPending} onClick={() => signIn.mutate({ login: account.login, password: account.password })}>
                    <Avatar name={account.name} />
                    <span>
                      {account.name}
                      <small>{account.title}</small>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </aside>
        )}
      </div>
    </main>
  );
}
