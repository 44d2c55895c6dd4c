/** Try other weights on the figures of then: nothing is written, nobody is asked. */
import { useId, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useTrial } from '../../api/decisions';
import type { Decision } from '../../api/types';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { NumberInput } from '../../ui/NumberInput/NumberInput';
import styles from '../Reasons.module.css';
import { scaleOf, score } from './figures';

const shares = 100;

export function TryWeights({ decision, onClose }: { decision: Decision; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const trial = useTrial(decision.id);
  const fractions = decision.terms.every((one) => Number(one.weight) <= 1);
  const scale = scaleOf(decision);
  const factor = fractions ? shares : 1;
  const [weights, setWeights] = useState<Record<string, string | null>>(Object.fromEntries(decision.terms.map((one) => [one.key, String(Math.round(Number(one.weight) * factor * 100) / 100)])));
  const run = () => trial.mutate(Object.fromEntries(Object.entries(weights).map(([key, value]) => [key, Number(value ?? 0) / factor])));
  return (
    <Dialog
      title={t('reasons.try')}
      subtitle={t('reasons.tryWords')}
      onClose={onClose}
      foot={
        <Button variant="solid" icon="play" busy={trial.isPending} onClick={run}>
          {t('reasons.tryNow')}
        </Button>
      }
    >
      <div className={styles.weights}>
        {decision.terms.map((one) => (
          <FieldFrame key={one.key} id={`${id}-${one.key}`} label={fractions ? `${one.title} %` : one.title}>
            <NumberInput id={`${id}-${one.key}`} places={2} value={weights[one.key] ?? null} onChange={(value) => setWeights({ ...weights, [one.key]: value })} />
          </FieldFrame>
        ))}
      </div>
      {trial.isError && <p role="alert">{trial.error.message}</p>}
      {trial.data && (
        <ol className={styles.tried} aria-live="polite">
          {trial.data.candidates.map((one, at) => (
            <li key={one.person_id}>
              <span className={styles.place}>{at + 1}</span>
              <span>{one.person}</span>
              <small>{one.was === at + 1 ? t('reasons.samePlace') : t('reasons.wasPlace', { place: one.was })}</small>
              <b>{score(Number(one.score) * scale)}</b>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
