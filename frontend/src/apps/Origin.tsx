/** A small mark beside the name of a value that was not typed: by which way it came, when and from whom, and from which row of which
 * file. */
import { useTranslation } from '../i18n/useTranslation';
import type { Origin as OriginInfo } from '../api/types';
import { momentText } from '../lib/time';
import { Icon } from '../ui/Icon/Icon';
import { sourceText } from './HistoryList';
import styles from './Facts.module.css';

export function Origin({ title, origin }: { title: string; origin: OriginInfo }) {
  const { t } = useTranslation();
  if (origin.provenance === 'typed') return null;
  const how = t(`history.by.${origin.provenance}`, { defaultValue: '' });
  const row = origin.source ? sourceText(origin.source, t) : '';
  const words = t('history.origin', { who: origin.actor.name, at: momentText(origin.at), how: [how, row].filter(Boolean).map((word) => ` · ${word}`).join('') });
  return (
    <span className={styles.origin} role="img" aria-label={`${t('history.originOf', { title })}: ${words}`} title={words}>
      <Icon name={origin.source?.file ? 'download' : 'flow'} size={12} />
    </span>
  );
}
