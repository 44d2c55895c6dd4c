/** Among the to-dos: names that people typed and nobody knows, each with what has to be decided about it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnknownNames } from '../api/directory';
import { useNow } from '../api/session';
import { listed } from '../lib/listed';
import { Due } from '../ui/Due/Due';
import { Icon } from '../ui/Icon/Icon';
import { Tag } from '../ui/Tag/Tag';
import { lazyPart } from '../ui/lazyPart';
import styles from './UnknownNames.module.css';

const NameDialog = lazyPart(async () => (await import('./NameDialog')).NameDialog, { waiting: <></> });

export function UnknownNames() {
  const { t } = useTranslation();
  const now = useNow();
  const names = useUnknownNames();
  const [open, setOpen] = useState<string | null>(null);
  const items = names.data?.items ?? [];
  const chosen = items.find((one) => one.id === open);
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="unknown-names">
      <h2 id="unknown-names" className={styles.head}>
        {t('names.title')} {items.length}
      </h2>
      <ul>
        {items.map((one) => (
          <li key={one.id}>
            <button type="button" className={styles.row} onClick={() => setOpen(one.id)}>
              <span className={styles.mark}>
                <Icon name="help" />
              </span>
              <span className={styles.words}>
                <span className={styles.first}>
                  <b>{one.name}</b>
                  {one.blocked ? <Tag tone="bad">{t('names.blocked')}</Tag> : <Due due={one.blocks_at} now={now} />}
                </span>
                <small>{[one.form_title, t('names.used', { count: one.count }), listed(one.used_by.slice(0, 3))].filter(Boolean).join(' · ')}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {chosen && (
        <NameDialog name={chosen} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}
