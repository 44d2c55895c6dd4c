/** The first page of a new installation: names the workspace and its first administrator. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useFirstAdministrator } from '../api/session';
import { Problem } from '../lib/problems';
import { Button } from '../ui/Button/Button';
import { FieldFrame, describedBy } from '../ui/FieldFrame/FieldFrame';
import { Mark } from '../ui/Mark/Mark';
import { TextInput } from '../ui/TextInput/TextInput';
import { classes } from '../ui/classes';
import { LanguageButton, problemText } from './SignInPage';
import styles from './Door.module.css';

const blank = { workspace_title: '', name: '', login: '', password: '' };
const places = [
  { key: 'workspace_title', autoComplete: 'organization' },
  { key: 'name', autoComplete: 'name' },
  { key: 'login', autoComplete: 'username' },
  { key: 'password', autoComplete: 'new-password' },
] as const;

/** The server names places as "/login"; sentences by place. */
function errorsOf(error: unknown): Record<string, string> {
  if (!(error instanceof Problem)) return {};
  return Object.fromEntries((error.document.errors ?? []).map((one) => [(one.pointer ?? '').split('/').pop() ?? '', one.detail ?? '']));
}

export function SetUpPage() {
  const { t } = useTranslation();
  const first = useFirstAdministrator();
  const [values, setValues] = useState(blank);
  const errors = errorsOf(first.error);
  const ready = places.every(({ key }) => values[key].trim());
  return (
    <main className={styles.page}>
      <form
        className={classes(styles.card, styles.single)}
        onSubmit={(event) => {
          event.preventDefault();
          first.mutate(values);
        }}
      >
        <div className={styles.form}>
          <div className={styles.head}>
            <Mark />
            <div>
              <h1>{t('door.setUp')}</h1>
              <p>{t('door.setUpWords')}</p>
            </div>
          </div>
          {first.isError && (
            <p role="alert" className={styles.error}>
              {problemText(first.error, t('states.unreachable.title'))}
            </p>
          )}
          {places.map(({ key, autoComplete }) => (
            <FieldFrame key={key} id={key} label={t(`door.place.${key}`)} hint={key === 'password' ? t('door.passwordHint') : undefined} error={errors[key]}>
              <TextInput
                id={key}
                type={key === 'password' ? 'password' : 'text'}
                autoComplete={autoComplete}
                value={values[key]}
                required
                invalid={Boolean(errors[key])}
                describedBy={describedBy(key, { hint: key === 'password', error: errors[key] })}
                onChange={(text) => setValues({ ...values, [key]: text })}
              />
            </FieldFrame>
          ))}
          <div className={styles.foot}>
            <Button type="submit" variant="solid" size="large" busy={first.isPending} disabled={!ready}>
              {t('door.create')}
            </Button>
            <LanguageButton />
          </div>
        </div>
      </form>
    </main>
  );
}
