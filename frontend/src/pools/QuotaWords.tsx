/** How many one may still claim today, and how many one holds. */
import { useTranslation } from '../i18n/useTranslation';
import type { PoolInfo } from '../api/types';
import styles from './pools.module.css';

export function QuotaWords({ quota }: { quota: PoolInfo['quota'] }) {
  const { t } = useTranslation();
  const today = quota.per_day === null ? t('pools.claimedToday', { count: quota.today }) : t('pools.leftToday', { count: Math.max(0, Math.min(quota.per_day - quota.today, quota.left ?? quota.per_day)) });
  const held = quota.holding === null ? t('pools.held', { count: quota.held }) : t('pools.heldOf', { count: quota.held, most: quota.holding });
  return (
    <p className={styles.quota} data-full={quota.left === 0 || undefined}>
      {today}
      <span>{held}</span>
    </p>
  );
}
