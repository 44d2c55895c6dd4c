/** A chart on a page: asks for its figures, says how fresh they are, and shows them in a `ChartSheet`, or why it cannot. */
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useChart, type ChartSettings, type FigureCell } from '../../api/charts';
import { Problem, isGone } from '../../lib/problems';
import { Button } from '../../ui/Button/Button';
import { Icon } from '../../ui/Icon/Icon';
import { LoadingState, Skeleton } from '../../ui/States/States';
import { ChartSheet } from './ChartSheet';
import styles from './parts.module.css';

export interface ChartFrameProps {
  app: string;
  /** The key of the chart's type. */
  chart: string;
  settings: ChartSettings;
  /** What it is called; the names of its measures without. */
  title?: string;
  /** In place of opening a cell's records in a dialog. */
  onOpen?: (cell: FigureCell) => void;
  /** Stand beside the title. */
  tools?: ReactNode;
}

export function ChartFrame({ app, chart, settings, title, onOpen, tools }: ChartFrameProps) {
  const { t } = useTranslation();
  const found = useChart(app, chart, settings);
  if (found.data) {
    return <ChartSheet app={app} chart={chart} settings={settings} figures={found.data} title={title} onOpen={onOpen} tools={tools} busy={found.isFetching} />;
  }
  return (
    <section className={styles.frame} aria-label={title ?? t('charts.chart')}>
      <header className={styles.head}>
        <h2>{title ?? t('charts.chart')}</h2>
        {tools}
      </header>
      {found.isError ? <Refused error={found.error} onRetry={() => void found.refetch()} /> : <LoadingState what={title}><Skeleton rows={4} /></LoadingState>}
    </section>
  );
}

/** In the place of a chart: short, and in the same words for what is not there and what one may not see. */
function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const closed = isGone(error) || (error instanceof Problem && error.status === 403);
  return (
    <div className={styles.state} role={closed ? undefined : 'alert'}>
      <Icon name={closed ? 'lock' : 'warn'} />
      <p>{closed ? (error instanceof Problem && !isGone(error) ? error.message : t('charts.closed')) : error instanceof Problem ? error.message : t('states.unreachable.words')}</p>
      {!closed && (
        <Button size="small" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
}
