/** Start one workflow: what it does, what it asks, and after that where one sees how it goes. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { newIdempotencyKey } from '../api/client';
import { useStart } from '../api/starts';
import type { StartOffer } from '../api/types';
import { Problem } from '../lib/problems';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { Banner } from '../ui/States/States';
import { Verdict } from '../ui/Verdict/Verdict';
import { firstValues, StartFields } from './StartFields';
import styles from './Starts.module.css';

interface Props {
  offer: StartOffer;
  record: string | null;
  /** What a button says before it starts. */
  words?: string;
  onClose: () => void;
}

export function StartDialog({ offer, record, words, onClose }: Props) {
  const { t } = useTranslation();
  const start = useStart(offer);
  const [values, setValues] = useState(() => firstValues(offer));
  // One press, whatever becomes of its answer: sent again it starts nothing more. Other values are another press.
  const [once, setOnce] = useState(newIdempotencyKey);
  const refused = start.error instanceof Problem ? start.error : null;
  const errors = refused?.errorsIn('inputs') ?? {};
  const done = start.data;
  const says = words ?? offer.hint;
  const send = () => start.mutate({ record, inputs: values, once });
  const type = (key: string, value: unknown) => {
    setValues((before) => ({ ...before, [key]: value }));
    setOnce(newIdempotencyKey());
  };
  return (
    <Dialog
      title={done ? t('starts.started', { title: offer.title }) : t('starts.start', { title: offer.title })}
      locked={start.isPending}
      onClose={onClose}
      foot={
        <>
          <span className={styles.grow} />
          {done ? (
            <Button variant="solid" onClick={onClose}>
              {t('common.close')}
            </Button>
          ) : (
            <>
              <Button onClick={onClose}>{t('common.cancel')}</Button>
              <Button variant="solid" busy={start.isPending} disabled={offer.state === 'running'} onClick={send}>
                {t('starts.go')}
              </Button>
            </>
          )}
        </>
      }
    >
      {done ? (
        <div role="status" className={styles.form}>
          <Verdict kind={done.state === 'incident' ? 'warning' : 'good'}>{t(`starts.state.${done.state}`)}</Verdict>
          <Link className={styles.see} to={done.record ? `/apps/${done.record.app}/${done.record.form}/${done.record.record}` : `/runs/${done.instance}`} onClick={onClose}>
            {t('starts.see')}
          </Link>
        </div>
      ) : (
        <div className={styles.form}>
          {start.error && Object.keys(errors).length === 0 && <Banner tone="bad" title={start.error.message} />}
          {offer.state === 'running' && <Banner tone="warning" title={t('starts.running')} />}
          {says && <p className={styles.hint}>{says}</p>}
          {!says && offer.inputs.length === 0 && <p className={styles.hint}>{t('starts.optional')}</p>}
          <StartFields offer={offer} values={values} errors={errors} onType={type} />
        </div>
      )}
    </Dialog>
  );
}
