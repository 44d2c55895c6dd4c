/** Choose what one number is held against: another metric, a view or all records of the form, placed in which period by which field. */
import { useTranslation } from '../i18n/useTranslation';
import { useComparables, useDifference } from '../api/lineage';
import { useUrlState } from '../apps/urlState';
import { Select } from '../ui/Select/Select';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { DifferenceResult } from './DifferenceResult';
import styles from './lineage.module.css';

interface Props {
  /** The form both are about. */
  app: string;
  form: string;
  /** As the server names it: "metric:app.key". */
  left: string;
  period: string;
  periods: { value: string; label: string }[];
  /** Without it the period is chosen elsewhere on the page. */
  onPeriod?: (period: string | null) => void;
}

/** Of a list the field that places its records in the period; without one it is taken whole. */
const side = (key: string, moment: string | null, period: string) => (key.startsWith('metric:') ? { key, period } : { key, moment, period: moment && period });

export function Compare({ app, form, left, period, periods, onPeriod }: Props) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const found = useComparables(app, form);
  const items = found.data?.items.filter((one) => one.key !== left) ?? [];
  const moments = found.data?.moments ?? [];
  const chosen = items.find((one) => one.key === url.get('with'));
  const momentOf = (name: string) => moments.find((one) => one.key === url.get(name))?.key ?? null;
  const mine = side(left, momentOf('placed'), period);
  const theirs = chosen ? side(chosen.key, momentOf('moment'), period) : null;
  const difference = useDifference(mine, found.data ? theirs : null);
  const choose = (name: 'placed' | 'moment', label: string) => (
    <Select size="small" label={label} empty={t('lineage.notPlaced')} value={momentOf(name)} onChange={(key) => setUrl({ [name]: key })} options={moments.map((one) => ({ value: one.key, label: t('lineage.by', { field: one.title }) }))} />
  );
  return (
    <section className={styles.block} aria-label={t('lineage.compare')}>
      <div className={styles.controls}>
        {onPeriod && <Select size="small" label={t('lineage.period')} value={period} onChange={onPeriod} options={periods} />}
        {!left.startsWith('metric:') && (
          <div className={styles.pair}>
            {t('lineage.leftSide')}
            {choose('placed', t('lineage.placedHere'))}
          </div>
        )}
        <div className={styles.pair}>
          {t('lineage.rightSide')}
          <Select size="small" label={t('lineage.other')} empty={t('lineage.choose')} value={chosen?.key ?? null} onChange={(key) => setUrl({ with: key, moment: null })} options={items.map((one) => ({ value: one.key, label: `${one.title} · ${t(`lineage.kinds.${one.kind}`)}` }))} />
          {chosen && chosen.kind !== 'metric' && choose('moment', t('lineage.placed'))}
        </div>
      </div>
      {!chosen && found.data && <p className={styles.words}>{t('lineage.compareWords')}</p>}
      {(found.isPending || (theirs && difference.isPending)) && (
        <LoadingState>
          <Skeleton rows={4} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {theirs && difference.isError && <ErrorState error={difference.error} onRetry={() => void difference.refetch()} />}
      {theirs && difference.data && <DifferenceResult found={difference.data} />}
    </section>
  );
}
