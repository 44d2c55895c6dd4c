/** The merges there have been, newest first, each to be taken back. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { usePastMerges } from '../api/directory';
import { useNow } from '../api/session';
import type { FormInfo } from '../api/types';
import { listed } from '../lib/listed';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Tag } from '../ui/Tag/Tag';
import { useUndo } from './undoing';
import styles from './DuplicatesPage.module.css';

export function PastMerges({ app, form }: { app: string; form: FormInfo }) {
  const { t } = useTranslation();
  const now = useNow();
  const merges = usePastMerges(app, form.key);
  const undo = useUndo();
  const items = merges.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={styles.past} aria-labelledby="past-merges">
      <h3 id="past-merges">{t('directory.past')}</h3>
      <ul>
        {items.map((one) => (
          <li key={one.id}>
            <span className={styles.pastWords}>
              <Link to={`/apps/${app}/${form.key}/${one.winner}`}>{one.title}</Link>
              <span>{one.names.length > 0 ? t('directory.tookIn', { names: listed(one.names) }) : t('directory.tookInCount', { count: one.count })}</span>
              <small>{[one.by, shortMoment(one.at, now)].filter(Boolean).join(' · ')}</small>
              {one.problem && <small className={styles.problem}>{one.problem}</small>}
            </span>
            {one.state !== 'done' && <Tag tone={one.state === 'failed' ? 'bad' : 'plain'}>{t(`directory.mergeStates.${one.state}`)}</Tag>}
            {one.undoable && (
              <Button size="small" icon="undo" onClick={() => void undo(one.id)}>
                {t('directory.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
