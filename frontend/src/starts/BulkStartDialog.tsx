/** Start one workflow for each of many records: what it asks once for all, how far it is, where it was refused and why. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useBulkStale, useOperation, type BulkEdit, type BulkResult } from '../api/operations';
import { useBulkStart } from '../api/starts';
import type { FormInfo, StartOffer } from '../api/types';
import { grouped } from '../lib/numbers';
import { Problem } from '../lib/problems';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { Progress } from '../ui/Progress/Progress';
import { Banner } from '../ui/States/States';
import { Verdict } from '../ui/Verdict/Verdict';
import { firstValues, StartFields } from './StartFields';
import styles from './Starts.module.css';

interface Props {
  form: FormInfo;
  offer: StartOffer;
  count: number;
  which: Pick<BulkEdit, 'ids' | 'filter' | 'search'>;
  onClose: () => void;
  onDone: () => void;
}

export function BulkStartDialog({ form, offer, count, which, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const start = useBulkStart(offer);
  const [values, setValues] = useState(() => firstValues(offer));
  const [operation, setOperation] = useState<string | null>(null);
  const progress = useOperation(operation);
  const state = progress.data?.state;
  const ended = state === 'done' || state === 'failed';
  useBulkStale(form.app, form.key, ended ? operation : null);
  const running = start.isPending || (operation !== null && !ended);
  const refused = start.error instanceof Problem ? start.error : null;
  const errors = refused?.errorsIn('inputs') ?? {};
  const result = (progress.data?.result ?? null) as BulkResult | null;
  const verb = t('starts.many', { count, shown: grouped(String(count)), title: offer.title });
  const close = () => {
    if (operation) onDone();
    onClose();
  };
  return (
    <Dialog
      title={operation === null ? verb : t('starts.manyTitle', { title: offer.title })}
      locked={running}
      onClose={close}
      foot={
        <>
          <span className={styles.grow} />
          {operation === null ? (
            <>
              <Button onClick={close}>{t('common.cancel')}</Button>
              <Button variant="solid" busy={start.isPending} onClick={() => start.mutate({ inputs: values, ...which }, { onSuccess: setOperation })}>
                {t('starts.go')}
              </Button>
            </>
          ) : (
            <Button variant="solid" disabled={running} onClick={close}>
              {t('common.close')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.form}>
        {start.error && Object.keys(errors).length === 0 && <Banner tone="bad" title={start.error.message} />}
        {operation === null && (
          <>
            {offer.hint && <p className={styles.hint}>{offer.hint}</p>}
            <StartFields offer={offer} values={values} errors={errors} onType={(key, value) => setValues((before) => ({ ...before, [key]: value }))} />
            <p className={styles.hint}>{t('starts.manyWords')}</p>
          </>
        )}
        {operation !== null && !ended && <Progress done={progress.data?.done ?? 0} total={progress.data?.total || count} label={progress.data?.label ?? t('bulk.begins')} />}
        {state === 'failed' && <Banner tone="bad" title={progress.data?.problem?.detail ?? t('bulk.failed')} />}
        {result !== null && (
          <div role="status">
            <Verdict kind={result.refused > 0 ? 'warning' : 'good'}>{t('starts.done', { count: result.done, shown: grouped(String(result.done)), refused: grouped(String(result.refused)) })}</Verdict>
            <ul className={styles.problems}>
              {result.problems.map((one) => (
                <li key={one.id}>
                  <Link to={`/apps/${form.app}/${form.key}/${one.id}`}>{one.title || t('bulk.aRecord')}</Link> {one.reason}
                </li>
              ))}
            </ul>
            {result.refused > result.problems.length && <p className={styles.hint}>{t('bulk.first', { shown: result.problems.length })}</p>}
          </div>
        )}
      </div>
    </Dialog>
  );
}
