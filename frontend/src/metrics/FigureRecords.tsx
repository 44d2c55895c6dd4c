/** The records behind a figure, by title; a plain list of conditions opens in the form's table too. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useFigureRecords, type FigurePlace } from '../api/metrics';
import type { MetricInfo, MetricLineage } from '../api/types';
import { countText } from '../lib/numbers';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import styles from './metrics.module.css';

interface Props {
  app: string;
  metric: MetricInfo;
  place: FigurePlace;
  /** Of a metric that divides two: those. */
  parts: MetricLineage[];
  onClose: () => void;
}

export function FigureRecords({ app, metric, place, parts, onClose }: Props) {
  const { t } = useTranslation();
  const [of, setOf] = useState(parts[0]?.metric);
  const [part, setPart] = useState(false);
  return (
    <Dialog title={t('metrics.recordsOf', { title: metric.title })} onClose={onClose}>
      {parts.length > 0 && (
        <p className={styles.choices}>
          {parts.map((one) => (
            <Button key={one.metric} size="small" pressed={of === one.metric} onClick={() => setOf(one.metric)}>
              {one.title}
            </Button>
          ))}
        </p>
      )}
      {metric.shown === 'share' && parts.length === 0 && (
        <p className={styles.choices}>
          <Button size="small" pressed={!part} onClick={() => setPart(false)}>{t('metrics.whole')}</Button>
          <Button size="small" pressed={part} onClick={() => setPart(true)}>{t('metrics.part')}</Button>
        </p>
      )}
      <List app={app} metric={metric.key} place={{ ...place, ...(of ? { of } : {}), ...(part ? { part: 'part' as const } : {}) }} />
    </Dialog>
  );
}

function List({ app, metric, place }: { app: string; metric: string; place: FigurePlace }) {
  const { t, i18n } = useTranslation();
  const found = useFigureRecords(app, metric, place);
  const first = found.data?.pages[0];
  if (found.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={5} />
      </LoadingState>
    );
  }
  if (found.isError || !first) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const items = found.data.pages.flatMap((page) => page.items);
  const list = `/apps/${first.app}/${first.form}`;
  return (
    <>
      <p className={styles.choices}>
        <span role="status">{t('metrics.found', { count: first.total, shown: countText(first.total, first.total_exact, i18n.language) })}</span>
        {isPlain(first.filter) && <Link to={`${list}?filter=${encodeURIComponent(JSON.stringify(first.filter))}`}>{t('metrics.inTable')}</Link>}
      </p>
      <ul className={styles.records}>
        {items.map((one) => (
          <li key={one.id}>
            <Link to={`${list}/${one.id}`}>{one.title ?? t('metrics.untitled')}</Link>
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('metrics.more')}
        </Button>
      )}
    </>
  );
}

/** Whether the table can edit it: one list of conditions that must all hold. */
function isPlain(filter: unknown): boolean {
  const all = (filter as { all?: unknown[] } | null)?.all;
  return Array.isArray(all) && all.every((one) => typeof one === 'object' && one !== null && 'field' in one);
}
