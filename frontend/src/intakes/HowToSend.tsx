/** How to send to an intake: its address and its secret, each shown once when made, and examples that use them. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useIntakeActs, type IntakeShown } from '../api/intakes';
import { useNow } from '../api/session';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Select } from '../ui/Select/Select';
import { Banner } from '../ui/States/States';
import { Tabs } from '../ui/Tabs/Tabs';
import { Copied } from './Copied';
import styles from './intakes.module.css';

export function HowToSend({ app, intake }: { app: string; intake: IntakeShown }) {
  const { t } = useTranslation();
  const now = useNow();
  const acts = useIntakeActs(app, intake.key);
  const [asking, setAsking] = useState<'address' | 'secret' | null>(null);
  const path = acts.address.data?.path;
  const address = path && `${globalThis.location.origin}${path}`;
  const secret = acts.secret.data?.secret;
  return (
    <>
      <Step number={1} title={t('intakes.address')} words={t(intake.addressed ? 'intakes.addressKept' : 'intakes.addressNone')}>
        {address && <Once text={address} label={t('intakes.address')} />}
        {acts.address.isError && <Banner tone="bad" title={acts.address.error.message} />}
        {!address && (
          <Button icon={intake.addressed ? 'redo' : 'plus'} busy={acts.address.isPending} onClick={() => (intake.addressed ? setAsking('address') : acts.address.mutate())}>
            {t(intake.addressed ? 'intakes.addressAnew' : 'intakes.addressMake')}
          </Button>
        )}
      </Step>
      <Step
        number={2}
        title={t('intakes.secret')}
        words={intake.secret_at ? t('intakes.secretKept', { who: intake.secret_by, at: shortMoment(intake.secret_at, now) }) : t('intakes.secretNone')}
      >
        {intake.overlap_until && new Date(intake.overlap_until).getTime() > now && <p className={styles.note}>{t('intakes.overlapUntil', { at: shortMoment(intake.overlap_until, now) })}</p>}
        {secret && <Once text={secret} label={t('intakes.secret')} />}
        {acts.secret.isError && <Banner tone="bad" title={acts.secret.error.message} />}
        {!secret && (
          <Button icon={intake.secret_at ? 'redo' : 'plus'} busy={acts.secret.isPending} onClick={() => (intake.secret_at ? setAsking('secret') : acts.secret.mutate('PT0S'))}>
            {t(intake.secret_at ? 'intakes.secretAnew' : 'intakes.secretMake')}
          </Button>
        )}
      </Step>
      <Step number={3} title={t('intakes.examples')} words={t('intakes.examplesWords')}>
        <Examples examples={intake.examples} address={address ?? t('intakes.addressHere')} secret={secret ?? t('intakes.secretHere')} />
      </Step>
      {asking === 'address' && (
        <Asked title={t('intakes.addressAnew')} words={t('intakes.addressAnewWords')} onClose={() => setAsking(null)} onGo={() => acts.address.mutate()} />
      )}
      {asking === 'secret' && <Rotation onClose={() => setAsking(null)} onGo={(overlap) => acts.secret.mutate(overlap)} />}
    </>
  );
}

export function Step({ number, title, words, children }: { number: number; title: string; words: string; children: React.ReactNode }) {
  return (
    <section className={styles.step} aria-labelledby={`step-${number}`}>
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <div className={styles.stepBody}>
        <h2 id={`step-${number}`}>{title}</h2>
        <p className={styles.note}>{words}</p>
        {children}
      </div>
    </section>
  );
}

export function Once({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  return (
    <Banner tone="warning" icon="lock" title={t('intakes.onlyNow')}>
      <Copied text={text} label={label} />
    </Banner>
  );
}

export function Examples({ examples, address, secret }: { examples: Record<string, string>; address: string; secret: string }) {
  const { t } = useTranslation();
  const languages = Object.keys(examples);
  const [chosen, setChosen] = useState(languages[0] ?? '');
  const text = (examples[chosen] ?? '').replaceAll('__ADDRESS__', address).replaceAll('__SECRET__', secret);
  return (
    <>
      <div className={styles.tabs}>
        <Tabs label={t('intakes.examples')} panel="example" tabs={languages.map((one) => ({ key: one, title: one }))} value={chosen} onChange={setChosen} />
      </div>
      <div id="example" role="tabpanel" aria-label={chosen}>
        <Copied text={text} label={chosen} lines />
      </div>
    </>
  );
}

interface AskedProps {
  title: string;
  words: string;
  children?: React.ReactNode;
  /** Something is missing yet. */
  idle?: boolean;
  onClose: () => void;
  onGo: () => void;
}

export function Asked({ title, words, children, idle, onClose, onGo }: AskedProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="solid"
            disabled={idle}
            onClick={() => {
              onGo();
              onClose();
            }}
          >
            {title}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{words}</p>
        {children}
      </div>
    </Dialog>
  );
}

const overlaps = ['PT0S', 'PT1H', 'P1D', 'P7D', 'P30D'] as const;

function Rotation({ onClose, onGo }: { onClose: () => void; onGo: (overlap: string) => void }) {
  const { t } = useTranslation();
  const [overlap, setOverlap] = useState<string>('P1D');
  return (
    <Asked title={t('intakes.secretAnew')} words={t('intakes.secretAnewWords')} onClose={onClose} onGo={() => onGo(overlap)}>
      <FieldFrame id="overlap" label={t('intakes.overlap')}>
        <Select id="overlap" value={overlap} onChange={(value) => setOverlap(value ?? 'P1D')} options={overlaps.map((one) => ({ value: one, label: t(`intakes.overlaps.${one}`) }))} />
      </FieldFrame>
    </Asked>
  );
}
