/** A metric: its figure with verdict and comparison, over time, by dimension, where it comes from, why another differs. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate, useParams } from 'react-router';
import { useFigures, useMetrics, type FigurePlace } from '../api/metrics';
import type { AppInfo, MetricInfo } from '../api/types';
import { AppPanel } from '../apps/AppPanel';
import { useUrlState } from '../apps/urlState';
import { ChartChooser, firstDrawing } from '../charts/parts/ChartChooser';
import { ChartFrame } from '../charts/parts/ChartFrame';
import { Sheet } from '../desk/Sheet';
import { isGone } from '../lib/problems';
import { shortMoment } from '../lib/time';
import { useNow } from '../api/session';
import { Select } from '../ui/Select/Select';
import { ClosedState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tabs } from '../ui/Tabs/Tabs';
import { Verdict } from '../ui/Verdict/Verdict';
import { Alarms } from './Alarms';
import { Breakdown } from './Breakdown';
import { Difference } from './Difference';
import { changeText, figureText, periodText, targetText, verdicts } from './figures';
import { Lineage } from './Lineage';
import { OpenedFigure } from './OpenedFigure';
import { dutiesAt } from './duties';
import { NotShown } from './NotShown';
import styles from './metrics.module.css';

const units = ['day', 'week', 'month', 'quarter', 'half', 'year'] as const;
const lengths: Record<string, number> = { day: 31, week: 13, month: 12, quarter: 8, half: 6, year: 5 };

export function MetricPage({ app }: { app: AppInfo }) {
  return (
    <>
      <AppPanel app={app} />
      <Chosen app={app} />
    </>
  );
}

function Chosen({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { metric: key = '' } = useParams();
  const metrics = useMetrics(app.key);
  const metric = metrics.data?.items.find((one) => one.key === key);
  if (metric?.permitted) return <Shown key={key} app={app.key} metric={metric} />;
  return <NotShown app={app} title={metric?.title ?? t('metrics.title')} found={metrics} known={metric !== undefined} />;
}

function Shown({ app, metric }: { app: string; metric: MetricInfo }) {
  const { t, i18n } = useTranslation();
  const [url, setUrl] = useUrlState();
  const now = useNow();
  const unit = units.find((one) => one === url.get('unit')) ?? 'month';
  const compare = url.get('compare') === 'year' ? 'year' : 'previous';
  const tab = url.get('tab') ?? 'figures';
  const wanted = url.get('by');
  const [drawing, setDrawing] = useState(firstDrawing);
  const by = metric.dimensions.find((one) => one.key === wanted)?.key ?? metric.dimensions[0]?.key ?? null;
  const found = useFigures(app, metric.key, metric.by_period ? { period: unit, last: lengths[unit], compare } : { period: unit });
  const place = placeOf(url);
  const periods = found.data?.periods ?? [];
  const wantedPeriod = periods.findIndex((one) => one.key === url.get('period'));
  const chosen = wantedPeriod < 0 ? periods.length - 1 : wantedPeriod;
  const last = found.data?.figures.at(chosen);
  const period = periods[chosen];
  const navigate = useNavigate();
  const openAt = (at: FigurePlace) => {
    if (metric.obligation) void navigate(dutiesAt(metric.obligation, at));
    else setUrl({ at: at.period, value: at.value ?? null }, true);
  };
  const shownPeriod = period?.key ?? unit;
  return (
    <Sheet title={metric.title} note={found.data && <span className={styles.note}>{t('metrics.asOf', { moment: shortMoment(found.data.as_of, now) })}</span>} scrolls>
      <div className={styles.page}>
        <div className={styles.controls}>
          {metric.by_period && (
            <>
              <Select size="small" label={t('metrics.unit')} value={unit} onChange={(value) => setUrl({ unit: value, period: null })} options={units.map((one) => ({ value: one, label: t(`metrics.units.${one}`) }))} />
              {period && <Select size="small" label={t('metrics.shownPeriod')} value={period.key} onChange={(value) => setUrl({ period: value })} options={periods.map((one) => ({ value: one.key, label: periodText(one, t) })).toReversed()} />}
              <Select size="small" label={t('metrics.compare')} value={compare} onChange={(value) => setUrl({ compare: value })} options={(['previous', 'year'] as const).map((one) => ({ value: one, label: t(`metrics.compared.${one}`) }))} />
            </>
          )}
          {!metric.by_period && <span className={styles.note}>{t('metrics.standsNow')}</span>}
        </div>
        {found.isPending && (
          <LoadingState>
            <Skeleton rows={8} />
          </LoadingState>
        )}
        {found.isError && (isGone(found.error) ? <ClosedState /> : <ErrorState error={found.error} onRetry={() => void found.refetch()} />)}
        {found.data && last && (
          <>
            <section className={styles.headline} aria-label={t('metrics.headline')} aria-busy={found.isFetching}>
              <p className={styles.of}>{period ? periodText(period, t) : t('metrics.now')}{period?.running && ` · ${t('metrics.running')}`}</p>
              <p className={styles.figure}>
                {last.records > 0 ? (
                  <button type="button" className={styles.big} onClick={() => openAt({ period: shownPeriod })} title={t('metrics.openRecords')}>
                    {figureText(last.value, metric, i18n.language)}
                  </button>
                ) : (
                  <span className={styles.big}>{figureText(last.value, metric, i18n.language)}</span>
                )}
                {metric.unit && metric.shown !== 'share' && last.value !== null && <small>{metric.unit}</small>}
              </p>
              <p className={styles.judged}>
                {last.target !== null && <Verdict kind={verdicts[last.verdict]}>{t(`metrics.verdicts.${last.verdict}`)}</Verdict>}
                {last.target !== null && <span>{targetText(last, metric, t, i18n.language)}</span>}
                {last.value === null && <span>{t('metrics.noData')}</span>}
                <span>{changeText(last, metric, compare, t, i18n.language)}</span>
              </p>
            </section>
            <div className={styles.tabs}>
            <Tabs
              label={metric.title}
              panel="metric-panel"
              value={tab}
              onChange={(key) => setUrl({ tab: key === 'figures' ? null : key })}
              tabs={[
                { key: 'figures', title: t('metrics.figures') },
                { key: 'lineage', title: t('metrics.lineage') },
                { key: 'difference', title: t('metrics.difference') },
              ]}
            />
            </div>
            <div id="metric-panel" role="tabpanel" aria-label={t(`metrics.${tab === 'lineage' || tab === 'difference' ? tab : 'figures'}`)}>
              {tab === 'lineage' && <Lineage app={app} metric={metric.key} period={shownPeriod} />}
              {tab === 'difference' && <Difference app={app} metric={metric} period={shownPeriod} periods={periods.map((one) => ({ value: one.key, label: periodText(one, t) }))} />}
              {tab !== 'lineage' && tab !== 'difference' && (
                <>
                  {metric.by_period && (
                    <div className={styles.block}>
                      <ChartFrame app={app} chart="line" title={t('metrics.series')} settings={{ metric: metric.key, period: unit, last: lengths[unit] }} onOpen={(cell) => cell.drill?.period && openAt({ period: cell.drill.period })} />
                    </div>
                  )}
                  {by && <Breakdown app={app} metric={metric} period={shownPeriod} by={by} compare={compare} onBy={(key) => setUrl({ by: key })} onOpen={(value) => openAt({ period: shownPeriod, by, value })} />}
                  <Alarms app={app} metric={metric} />
                  {metric.dimensions.length > 0 && (
                    <section className={styles.block} aria-label={t('charts.chart')}>
                      <ChartChooser app={app} lists={false} shares={metric.shown === 'share'} source={{ metric: metric.key, period: shownPeriod }} dimensions={metric.dimensions} value={drawing} onChange={setDrawing} />
                    </section>
                  )}
                </>
              )}
            </div>
          </>
        )}
      </div>
      {place && <OpenedFigure app={app} metric={metric} place={place.value !== undefined && by ? { ...place, by } : { period: place.period }} onClose={() => setUrl({ at: null, value: null })} />}
    </Sheet>
  );
}

/** Whose records stand open, as the URL says. */
function placeOf(url: URLSearchParams): FigurePlace | null {
  const period = url.get('at');
  if (!period) return null;
  const value = url.get('value');
  return value === null ? { period } : { period, value };
}
