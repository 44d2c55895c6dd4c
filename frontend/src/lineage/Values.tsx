/** How the values of a field came to be: typed, imported, by the API, a workflow, or worked out. */
import { useTranslation } from '../i18n/useTranslation';
import { useValues } from '../api/lineage';
import { countText, grouped } from '../lib/numbers';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import styles from './lineage.module.css';

export function Values({ node }: { node: string }) {
  const { t, i18n } = useTranslation();
  const found = useValues(node);
  return (
    <section className={styles.block} aria-label={t('lineage.values')} aria-busy={found.isFetching}>
      <h2>{t('lineage.values')}</h2>
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={2} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.computed && <p className={styles.words}>{t('lineage.computed')}</p>}
      {found.data && !found.data.computed && found.data.looked_at === 0 && <p className={styles.words}>{t('lineage.noValues')}</p>}
      {found.data && found.data.looked_at > 0 && (
        <>
          <p className={styles.words}>
            {t('lineage.holding', { count: found.data.records ?? 0, shown: countText(found.data.records ?? 0, found.data.exact, i18n.language) })}
            {(found.data.records ?? 0) > found.data.looked_at && ` · ${t('lineage.lookedAt', { count: found.data.looked_at, shown: grouped(String(found.data.looked_at)) })}`}
          </p>
          <dl className={styles.ways}>
            {found.data.by.map((one) => (
              <div key={one.provenance}>
                <dt>{t(`lineage.provenance.${one.provenance}`)}</dt>
                <svg preserveAspectRatio="none" viewBox="0 0 100 1" aria-hidden="true">
                  <rect width={(100 * one.values) / found.data.looked_at} height="1" />
                </svg>
                <dd>{grouped(String(one.values))}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
