/** The form being filled in by somebody who is not known, and the thanks. */
import { useEffect, useId, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { FormInfo } from '../api/types';
import { uploadBy } from '../api/uploading';
import { RecordForm } from '../form/RecordForm';
import { draftKey } from '../form/drafts';
import { Problem } from '../lib/problems';
import { useNarrow } from '../lib/narrow';
import { Button } from '../ui/Button/Button';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { Icon } from '../ui/Icon/Icon';
import { Banner } from '../ui/States/States';
import { isShut } from './shut';
import { Visit, placeOf, type PublicForm } from './visit';
import styles from './PublicPage.module.css';

interface Props {
  token: string;
  form: PublicForm;
  /** Told that it was shut meanwhile. */
  onShut: () => void;
  onAnother: () => void;
}

export function FillIn({ token, form, onShut, onAnother }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const narrow = useNarrow();
  const [waiting, setWaiting] = useState(false);
  const [agreed, setAgreed] = useState(false);
  const [asked, setAsked] = useState(false);
  const [trap, setTrap] = useState('');
  const [sent, setSent] = useState(false);
  const [visit] = useState(() => new Visit(token, form, setWaiting));
  useEffect(() => uploadBy(visit.upload), [visit]);
  const { consent } = form;
  if (sent) {
    return (
      <div className={styles.thanks} role="status">
        <span className={styles.done}>
          <Icon name="check" size={24} />
        </span>
        <h2>{t('public.sent')}</h2>
        {form.thanks && <p>{form.thanks}</p>}
        {form.another && <Button onClick={onAnother}>{t('public.another')}</Button>}
      </div>
    );
  }
  const unagreed = Boolean(consent) && !agreed;
  return (
    <RecordForm
      device={narrow ? 'phone' : 'desk'}
      form={form.form as FormInfo}
      draft={draftKey('public', form.form?.app ?? '', form.form?.key ?? '', placeOf(token))}
      submitLabel={t('public.send')}
      send={async (values) => {
        setAsked(true);
        if (unagreed) throw new Problem({ title: t('public.agreeFirst'), status: 422, code: 'intake.consent' });
        try {
          await visit.send(values, consent?.hash ?? null, trap);
        } catch (error) {
          if (isShut(error)) onShut();
          throw error;
        }
      }}
      onSent={() => setSent(true)}
      below={
        <div className={styles.below}>
          {consent && (
            <div className={styles.consent}>
              <p id={`${id}-words`}>{consent.text}</p>
              <Checkbox checked={agreed} onChange={setAgreed} invalid={asked && unagreed} describedBy={`${id}-words`}>
                {t('public.agree')}
              </Checkbox>
              {asked && unagreed && (
                <p className={styles.missing} role="alert">
                  {t('public.agreeFirst')}
                </p>
              )}
            </div>
          )}
          {/* Seen by machines alone, which fill in whatever there is. */}
          <label className={styles.trap} aria-hidden="true">
            website
            <input tabIndex={-1} autoComplete="off" value={trap} onChange={(event) => setTrap(event.target.value)} />
          </label>
          {waiting && <Banner tone="plain" icon="wifi" title={t('public.waiting')} />}
        </div>
      }
    />
  );
}
