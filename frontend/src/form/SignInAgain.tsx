/** The session is over, the page is not: signing in over it keeps everything that was filled in. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { keys } from '../api/queries';
import { useSignInAgain } from '../api/session';
import type { Session } from '../api/types';
import { Problem } from '../lib/problems';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Banner } from '../ui/States/States';
import { TextInput } from '../ui/TextInput/TextInput';
import styles from './RecordForm.module.css';

export function SignInAgain({ session, over }: { session: Session; over: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const signIn = useSignInAgain(session, over);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  // A dialog takes the focus itself; here it belongs to the account.
  useEffect(() => document.getElementById('again-login')?.focus(), []);
  const leave = () => {
    over();
    cache.setQueryData(keys.session, null);
  };
  return (
    <Dialog title={t('form.again.title')} onClose={leave} locked>
      <form
        className={styles.again}
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate({ login, password });
        }}
      >
        <p>{t('form.again.words', { name: session.person.name })}</p>
        {signIn.isError && <Banner tone="bad" title={signIn.error instanceof Problem ? signIn.error.message : t('states.unreachable.title')} />}
        <FieldFrame id="again-login" label={t('form.again.login')}>
          <TextInput id="again-login" value={login} onChange={setLogin} autoComplete="username" required />
        </FieldFrame>
        <FieldFrame id="again-password" label={t('form.again.password')}>
          <TextInput id="again-password" type="password" value={password} onChange={setPassword} autoComplete="current-password" required />
        </FieldFrame>
        <div className={styles.againActs}>
          <Button onClick={leave}>{t('form.again.leave')}</Button>
          <Button type="submit" variant="solid" busy={signIn.isPending} disabled={!login || !password}>
            {t('form.again.enter')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
