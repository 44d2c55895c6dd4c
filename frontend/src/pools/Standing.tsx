/** Where a record stands among pools: who holds it until when, or that it lies there and why, with what one may do. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { usePoolAct, useStanding } from '../api/pools';
import { useNow } from '../api/session';
import type { PoolStanding } from '../api/types';
import { momentText } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { Banner } from '../ui/States/States';
import { ActDialog, type Act } from './ActDialog';
import styles from './pools.module.css';

interface Props {
  app: string;
  form: string;
  id: string;
  title: string;
  /** A returned record may be no longer for one's eyes. */
  onGone?: () => void;
}

export function Standing(props: Props) {
  const standing = useStanding(props.app, props.form, props.id).data;
  return standing ? <Shown {...props} standing={standing} /> : null;
}

function Shown({ id, title, standing, onGone }: Props & { standing: PoolStanding }) {
  const { t } = useTranslation();
  const { pool, place } = standing;
  const now = useNow();
  const claim = usePoolAct(pool.app, pool.key);
  const [asking, setAsking] = useState<Act | null>(null);
  const refused = claim.data?.items[0]?.problem?.detail ?? (claim.isError ? claim.error.message : null);
  const words = [
    standing.holder ? t('pools.heldBy', { name: standing.holder.name ?? '' }) : (place?.cause ?? t('pools.lies')),
    place && !standing.holder && (place.days > 0 ? t('pools.days', { count: place.days }) : t('pools.today')),
    place?.protected && (place.protected.until ? t('pools.protectedUntil', { at: momentText(place.protected.until, now) }) : t('pools.protected')),
    standing.due && t('pools.due', { at: momentText(standing.due, now) }),
    standing.acts.includes('claim') && t('pools.moreAfter'),
  ].filter(Boolean);
  return (
    <section className={styles.standing} aria-label={pool.title}>
      <Icon name="inbox" />
      <span className={styles.standingWords}>
        <b>{pool.title}</b> {words.join(' · ')}
      </span>
      <span className={styles.acts}>
        {standing.acts.map((act) =>
          act === 'claim' ? (
            <Button key={act} size="small" busy={claim.isPending} disabled={standing.quota?.left === 0} title={standing.quota?.left === 0 ? t('pools.full') : undefined} onClick={() => claim.mutate({ act, records: [id] })}>
              {t('pools.act.claim')}
            </Button>
          ) : (
            <Button key={act} size="small" variant="quiet" onClick={() => setAsking(act as Act)}>
              {t(`pools.act.${act}`)}
            </Button>
          ),
        )}
      </span>
      {refused && <Banner tone="warning" title={refused} />}
      {asking && <ActDialog pool={pool} reasons={standing.reasons} act={asking} records={[id]} title={title} onClose={() => setAsking(null)} onDone={asking === 'return' ? onGone : undefined} />}
    </section>
  );
}
