/** What happened in a pool, newest first. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { usePoolMoves } from '../api/pools';
import type { PoolInfo } from '../api/types';
import { Log } from './Log';
import styles from './pools.module.css';

export function Moves({ pool }: { pool: PoolInfo }) {
  const { t } = useTranslation();
  return (
    <Log
      found={usePoolMoves(pool.app, pool.key)}
      none={t('pools.noMoves')}
      columns={[
        {
          title: t('pools.record'),
          heads: true,
          cell: (one) => (
            <Link className={styles.link} to={`/apps/${pool.form.app}/${pool.form.key}/${one.record.id}`}>
              {one.record.title ?? t('pools.unseen')}
            </Link>
          ),
        },
        { title: t('pools.what'), cell: (one) => t(`pools.did.${one.act}`) },
        { title: t('pools.who'), cell: (one) => [one.from, one.person].filter(Boolean).join(' → ') || one.by || '—' },
        { title: t('pools.cause'), cell: (one) => [one.cause, one.comment === one.cause ? null : one.comment].filter(Boolean).join(' · ') },
      ]}
    />
  );
}
