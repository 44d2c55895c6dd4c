/** A public form from opening to thanks, with a word of its own for whatever keeps it shut. */
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { changeLocale, currentLocale } from '../i18n/i18n';
import { isGone } from '../lib/problems';
import { momentText, showIn } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { FillIn } from './FillIn';
import { embedded, tellHeight } from './embedding';
import { openForm, type PublicForm } from './visit';
import { classes } from '../ui/classes';
import styles from './PublicPage.module.css';

type Opened = { form: PublicForm } | { error: unknown } | null;

export function PublicPage({ token }: { token: string }) {
  const { i18n } = useTranslation();
  const [opened, setOpened] = useState<Opened>(null);
  const [round, setRound] = useState(0);
  const open = useCallback(() => {
    openForm(token).then(
      (form) => {
        if (form.zone) showIn(form.zone);
        document.title = form.title ?? document.title;
        setOpened({ form });
      },
      (error: unknown) => setOpened({ error }),
    );
  }, [token]);
  useEffect(open, [open, i18n.language, round]);
  const form = opened && 'form' in opened ? opened.form : null;
  useEffect(() => tellHeight(form?.origins ?? []), [form]);
  const other = currentLocale() === 'en' ? 'zh-CN' : 'en';
  return (
    <div className={classes(styles.page, embedded && styles.embedded)}>
      <header className={styles.head}>
        <div className={styles.words}>
          {form?.title && <h1>{form.title}</h1>}
          {form?.description && <p>{form.description}</p>}
        </div>
        <Button variant="quiet" size="small" icon="globe" onClick={() => void changeLocale(other)}>
          {other === 'en' ? 'English' : '中文'}
        </Button>
      </header>
      <main className={styles.sheet}>
        {opened === null && (
          <LoadingState>
            <Skeleton rows={6} line={72} />
          </LoadingState>
        )}
        {opened && 'error' in opened && (isGone(opened.error) ? <Shut state="gone" /> : <ErrorState error={opened.error} onRetry={open} heading />)}
        {form && form.state !== 'open' && <Shut state={form.state} opensAt={form.opens_at} heading={!form.title} />}
        {form?.form && <FillIn key={`${i18n.language}/${round}`} token={token} form={form} onShut={open} onAnother={() => setRound(round + 1)} />}
      </main>
    </div>
  );
}

/** Why nothing can be filled in. */
function Shut({ state, opensAt, heading = true }: { state: string; opensAt?: string | null; heading?: boolean }) {
  const { t } = useTranslation();
  return (
    <EmptyState icon={state === 'early' ? 'clock' : state === 'gone' || state === 'revoked' ? 'link' : 'pause'} title={t(`public.shut.${state}`)} heading={heading}>
      {t(`public.shutWords.${state}`, { at: opensAt ? momentText(opensAt) : '' })}
    </EmptyState>
  );
}
