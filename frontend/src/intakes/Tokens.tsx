/** Tokens of an intake for the API: each shown once when made, with when it was last used; revoking ends it at once. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useIntakeTokens, useTokenActs, type IntakeShown } from '../api/intakes';
import { useNow } from '../api/session';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Select } from '../ui/Select/Select';
import { Banner, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import { TextInput } from '../ui/TextInput/TextInput';
import { Asked, Examples, Once, Step } from './HowToSend';
import styles from './intakes.module.css';

export function Tokens({ app, intake }: { app: string; intake: IntakeShown }) {
  const { t } = useTranslation();
  const now = useNow();
  const tokens = useIntakeTokens(app, intake.key);
  const acts = useTokenActs(app, intake.key);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<string | null>(null);
  const made = acts.make.data?.token;
  return (
    <>
      <Step number={1} title={t('intakes.tokens')} words={t('intakes.tokensWords')}>
        {made && <Once text={made} label={t('intakes.token')} />}
        {(acts.make.error ?? acts.revoke.error) && <Banner tone="bad" title={(acts.make.error ?? acts.revoke.error)?.message ?? ''} />}
        {tokens.isPending && (
          <LoadingState>
            <Skeleton rows={2} />
          </LoadingState>
        )}
        {tokens.isError && <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} />}
        {tokens.data && tokens.data.items.length > 0 && (
          <ul className={styles.tokens}>
            {tokens.data.items.map((one) => (
              <li key={one.id}>
                <span>
                  <b>{one.title}</b> {one.state === 'expired' && <Tag tone="bad">{t('intakes.expired')}</Tag>}
                  <small className={styles.note}>
                    {t('intakes.tokenMade', { who: one.made_by, at: shortMoment(one.made_at, now) })} · {one.expires_at ? t('intakes.tokenUntil', { at: one.expires_at.slice(0, 10) }) : t('intakes.tokenForGood')} ·{' '}
                    {one.used_at ? t('intakes.tokenUsed', { at: shortMoment(one.used_at, now) }) : t('intakes.tokenUnused')}
                  </small>
                </span>
                <Button size="small" aria-label={`${t('intakes.revoke')} · ${one.title}`} onClick={() => setRevoking(one.id)}>
                  {t('intakes.revoke')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <Button icon="plus" busy={acts.make.isPending} onClick={() => setMaking(true)}>
          {t('intakes.tokenMake')}
        </Button>
      </Step>
      <Step number={2} title={t('intakes.examples')} words={t('intakes.examplesApi')}>
        <Examples examples={intake.examples} address={`${globalThis.location.origin}/api/v1/intake`} secret={made ?? t('intakes.tokenHere')} />
      </Step>
      {making && <Make onClose={() => setMaking(false)} onGo={(wish) => acts.make.mutate(wish)} />}
      {revoking && <Asked title={t('intakes.revoke')} words={t('intakes.revokeWords')} onClose={() => setRevoking(null)} onGo={() => acts.revoke.mutate(revoking)} />}
    </>
  );
}

const spans = ['30', '90', '365', ''] as const;

function Make({ onClose, onGo }: { onClose: () => void; onGo: (wish: { title: string; days: number | null }) => void }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState('');
  const [days, setDays] = useState('365');
  return (
    <Asked title={t('intakes.tokenMake')} words={t('intakes.tokenMakeWords')} idle={!title.trim()} onClose={onClose} onGo={() => onGo({ title: title.trim(), days: days ? Number(days) : null })}>
      <FieldFrame id="token-title" label={t('intakes.tokenTitle')}>
        <TextInput id="token-title" value={title} maxLength={100} onChange={setTitle} />
      </FieldFrame>
      <FieldFrame id="token-days" label={t('intakes.tokenDays')}>
        <Select id="token-days" value={days} empty={t('intakes.tokenForGood')} onChange={(value) => setDays(value ?? '')} options={spans.filter(Boolean).map((one) => ({ value: one, label: t('intakes.days', { count: Number(one) }) }))} />
      </FieldFrame>
    </Asked>
  );
}
