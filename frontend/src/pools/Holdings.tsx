/** Who holds how many, those who have left or are members no more first, and handing all of it over. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useHandOver, useHoldings } from '../api/pools';
import type { PoolHolding, PoolInfo } from '../api/types';
import { useToasts } from '../desk/toasts';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { PersonPicker } from '../ui/PersonPicker/PersonPicker';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import styles from './pools.module.css';

export function Holdings({ pool }: { pool: PoolInfo }) {
  const { t } = useTranslation();
  const found = useHoldings(pool.app, pool.key);
  const [handing, setHanding] = useState<PoolHolding | null>(null);
  if (found.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={6} />
      </LoadingState>
    );
  }
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data.items.length === 0) return <EmptyState title={t('pools.nobodyHolds')} />;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('pools.person')}</th>
            <th scope="col" className={styles.right}>{t('pools.holds')}</th>
            <th scope="col"><span className="visually-hidden">{t('pools.act.hand_over')}</span></th>
          </tr>
        </thead>
        <tbody>
          {found.data.items.map((one) => (
            <tr key={one.person.id}>
              <th scope="row">
                {one.person.name} {!one.active ? <Tag tone="bad">{t('pools.left')}</Tag> : !one.member && <Tag tone="warning">{t('pools.noMember')}</Tag>}
              </th>
              <td className={styles.right}>{one.held}</td>
              <td className={styles.right}>
                <Button size="small" variant="quiet" onClick={() => setHanding(one)}>{t('pools.act.hand_over')}</Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {handing && <HandOver pool={pool} from={handing} onClose={() => setHanding(null)} />}
    </div>
  );
}

function HandOver({ pool, from, onClose }: { pool: PoolInfo; from: PoolHolding; onClose: () => void }) {
  const { t } = useTranslation();
  const send = useHandOver(pool.app, pool.key);
  const show = useToasts((store) => store.show);
  const [to, setTo] = useState<string | null>(null);
  const refused = send.data?.items.filter((one) => one.problem) ?? [];
  const submit = () =>
    send.mutate(
      { person: from.person.id, to },
      {
        onSuccess: (done) => {
          if (done.items.some((one) => one.problem)) return;
          show(t('pools.handedOver', { count: done.items.length }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t('pools.dialog.hand_over')}
      subtitle={t('pools.handOverOf', { name: from.person.name ?? '', count: from.held })}
      onClose={onClose}
      locked={send.isPending}
      foot={
        <>
          <span style={{ flex: 1 }} />
          <Button onClick={onClose} disabled={send.isPending}>{t('common.cancel')}</Button>
          <Button variant="solid" busy={send.isPending} onClick={submit}>{t(to ? 'pools.act.hand_over' : 'pools.act.put_in')}</Button>
        </>
      }
    >
      {send.isError && <Banner tone="bad" title={send.error.message} />}
      {refused.length > 0 && <Banner tone="warning" title={t('pools.notHandedOver', { count: refused.length })}>{refused[0]?.problem?.detail}</Banner>}
      <FieldFrame id="hand-over-to" label={t('pools.to')} hint={t('pools.handOverHint')}>
        <PersonPicker id="hand-over-to" value={to} onChange={setTo} />
      </FieldFrame>
    </Dialog>
  );
}
