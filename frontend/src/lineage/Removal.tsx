/** What breaks if a field is removed: the places to change first, and how many records hold a value. */
import { useTranslation } from '../i18n/useTranslation';
import { useRemoval } from '../api/lineage';
import { countText, grouped } from '../lib/numbers';
import { Icon } from '../ui/Icon/Icon';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Verdict } from '../ui/Verdict/Verdict';
import { iconOf } from './nodes';
import styles from './lineage.module.css';

export function Removal({ node, onOpen }: { node: string; onOpen: (id: string) => void }) {
  const { t, i18n } = useTranslation();
  const found = useRemoval(node);
  if (found.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={6} />
      </LoadingState>
    );
  }
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const { places, refused, holding, exact, node: field } = found.data;
  return (
    <section className={`${styles.block} ${styles.groups}`} aria-label={t('lineage.removal')}>
      <div>
        <h3>{t('lineage.removalIntro', { title: field.title })}</h3>
        <p className={styles.words}>
          <Verdict kind={refused > 0 ? 'bad' : 'good'}>{refused > 0 ? t('lineage.refused', { count: refused, shown: grouped(String(refused)) }) : t('lineage.harmless')}</Verdict>
        </p>
        <p className={styles.words}>{holding === null ? t('lineage.keeps') : t('lineage.lost', { count: holding, shown: countText(holding, exact, i18n.language) })}</p>
      </div>
      <ol>
        {places.map((place) => (
          <li key={`${place.id} ${place.how} ${place.pointer}`}>
            <Icon name={iconOf(place)} size={16} />
            <span>
              <button type="button" onClick={() => onOpen(place.id)}>
                {place.title}
              </button>
              <small>{t('lineage.place', { how: t(`lineage.how.${place.how}`), document: `${place.type_title}${place.form_title && place.type !== 'form' ? ` · ${place.form_title}` : ''}` })}</small>
              {place.words && (
                <small className={styles.where} title={place.pointer}>
                  {place.words}
                </small>
              )}
            </span>
            <Verdict kind={place.refused ? 'bad' : 'none'}>{t(place.refused ? 'lineage.blocks' : 'lineage.lenient')}</Verdict>
          </li>
        ))}
      </ol>
    </section>
  );
}
