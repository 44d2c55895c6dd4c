/** Why two numbers are not the same: both, the sum that leads from one to the other, and each reason with its records. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import type { Difference } from '../api/types';
import { figure, grouped } from '../lib/numbers';
import { Icon, type IconName } from '../ui/Icon/Icon';
import styles from './lineage.module.css';

const icons: Record<string, IconName> = { filter: 'filter', empty: 'minus', period: 'calendar', value: 'number', other: 'more' };

export function DifferenceResult({ found }: { found: Difference }) {
  const { t, i18n } = useTranslation();
  const number = (value: string | null) => (value === null ? '—' : figure(value, i18n.language));
  return (
    <div className={styles.difference}>
      <div className={styles.sides}>
        {([found.left, found.right] as const).map((side, at) => (
          <div key={at} className={styles.side}>
            <span>{side.title}</span>
            <b>{number(side.value)}</b>
            <small>
              {t(`lineage.kinds.${side.kind}`)}
              {side.period ? t('lineage.placedBy', { moment: side.moment ?? '', period: side.period }) : ''}
              {side.value !== String(side.records) ? t('lineage.recordsNow', { count: side.records, shown: grouped(String(side.records)) }) : ''}
            </small>
          </div>
        ))}
      </div>
      {found.reason && <p className={styles.words}>{found.reason}</p>}
      {found.summary && <p className={styles.summary}>{found.summary}</p>}
      {found.in_both !== null && <p className={styles.words}>{t('lineage.inBoth', { count: found.in_both, shown: grouped(String(found.in_both)) })}</p>}
      {found.only_in?.map((one) => {
        const mine = one.side === 'left' ? found.left : found.right;
        const other = one.side === 'left' ? found.right : found.left;
        return (
          <section key={one.side} className={styles.only} aria-label={mine.title}>
            <h3>{t('lineage.onlyIn', { title: mine.title, shown: grouped(String(one.records)), count: one.records })}</h3>
            {one.records > 0 && <p className={styles.words}>{t('lineage.becauseOf', { title: other.title })}</p>}
            <ul>
              {one.reasons.map((reason) => (
                <li key={reason.text}>
                  <Icon name={icons[reason.kind] ?? 'more'} size={16} />
                  <span>
                    <em>{t(`lineage.reasons.${reason.kind}`)}</em> {reason.text}
                    {reason.examples.length > 0 && (
                      <small>
                        {t('lineage.examples')}{' '}
                        {reason.examples.map((example) => (
                          <Link key={example.id} to={`/apps/${found.form?.app}/${found.form?.key}/${example.id}`}>
                            {example.title ?? t('lineage.untitled')}
                          </Link>
                        ))}
                      </small>
                    )}
                  </span>
                  <b>{t('lineage.records', { count: reason.records, shown: grouped(String(reason.records)) })}</b>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
