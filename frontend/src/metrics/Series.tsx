/** A figure over time: one line with its target, dashed, and the same figures as a table for whoever wants that. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MetricFigure, MetricInfo, MetricPeriod } from '../api/types';
import { Button } from '../ui/Button/Button';
import { Verdict } from '../ui/Verdict/Verdict';
import { figureText, periodText, tickText, verdicts, withUnit } from './figures';
import styles from './metrics.module.css';

interface Props {
  metric: MetricInfo;
  periods: MetricPeriod[];
  figures: MetricFigure[];
  onOpen: (period: string) => void;
}

const high = 220;
const margin = { left: 64, right: 16, top: 14, bottom: 26 };

export function Series({ metric, periods, figures, onOpen }: Props) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const table = asTable || figures.every((one) => one.value === null);
  return (
    <section className={styles.block} aria-label={t('metrics.series')}>
      <header className={styles.head}>
        <h2>{t('metrics.series')}</h2>
        <Button size="small" variant="quiet" icon={table ? 'chart' : 'table'} pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t('metrics.asTable')}
        </Button>
      </header>
      {table ? <SeriesTable metric={metric} periods={periods} figures={figures} onOpen={onOpen} /> : <Line metric={metric} periods={periods} figures={figures} onOpen={onOpen} />}
    </section>
  );
}

function Line({ metric, periods, figures, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  // As wide as it is shown, so that its words keep their size.
  const narrow = globalThis.matchMedia?.('(max-width: 767px)').matches;
  const wide = narrow ? 358 : 720;
  const targets = figures.map((one) => (one.target === null ? null : Number(one.target)));
  const values = figures.map((one) => (one.value === null ? null : Number(one.value)));
  const known = [...values, ...targets].filter((one) => one !== null);
  const top = Math.max(...known);
  const low = Math.min(0, ...known);
  const reach = top - low || 1;
  const x = (at: number) => margin.left + (periods.length < 2 ? 0.5 : at / (periods.length - 1)) * (wide - margin.left - margin.right);
  const y = (value: number) => margin.top + (1 - (value - low) / reach) * (high - margin.top - margin.bottom);
  const every = Math.ceil(periods.length / (narrow ? 6 : 12));
  const said = periods.map((period, at) => `${periodText(period, t)} ${withUnit(figures[at]?.value ?? null, metric, i18n.language)}`).join(t('metrics.comma'));
  return (
    <svg className={styles.line} viewBox={`0 0 ${wide} ${high}`} role="img" aria-label={t('metrics.seriesWords', { title: metric.title, said })}>
      {[0, 0.25, 0.5, 0.75, 1].map((part) => {
        const value = low + reach * part;
        return (
          <g key={part}>
            <path className={styles.grid} d={`M${margin.left} ${y(value)}H${wide - margin.right}`} />
            <text className={styles.tick} x={margin.left - 8} y={y(value) + 4} textAnchor="end">{figureText(String(Number(value.toFixed(4))), metric, i18n.language)}</text>
          </g>
        );
      })}
      <path className={styles.target} d={path(targets, x, y)} />
      <path className={styles.stroke} d={path(values, x, y)} />
      {periods.map((period, at) => {
        const value = values[at];
        return (
          <g key={period.key}>
            {(periods.length - 1 - at) % every === 0 && <text className={styles.tick} x={x(at)} y={high - 6} textAnchor="middle">{tickText(period)}</text>}
            {value !== null && value !== undefined && (
              <circle className={period.running ? styles.running : styles.dot} cx={x(at)} cy={y(value)} r="4" onClick={() => onOpen(period.key)}>
                <title>{`${periodText(period, t)} ${withUnit(figures[at]?.value ?? null, metric, i18n.language)}`}</title>
              </circle>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** Gaps stay gaps: what is missing is not drawn. */
function path(values: (number | null)[], x: (at: number) => number, y: (value: number) => number): string {
  return values.map((value, at) => (value === null ? '' : `${at === 0 || values[at - 1] === null ? 'M' : 'L'}${x(at)} ${y(value)}`)).join('');
}

function SeriesTable({ metric, periods, figures, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('metrics.period')}</th>
            <th scope="col" className={styles.right}>{metric.title}</th>
            {metric.good && <th scope="col">{t('metrics.verdict')}</th>}
          </tr>
        </thead>
        <tbody>
          {periods.map((period, at) => {
            const one = figures[at];
            return (
              <tr key={period.key}>
                <th scope="row">{periodText(period, t)}{period.running && <small> {t('metrics.running')}</small>}</th>
                <td className={styles.right}>
                  {one && one.records > 0 ? (
                    <button type="button" className={styles.open} onClick={() => onOpen(period.key)}>{withUnit(one.value, metric, i18n.language)}</button>
                  ) : (
                    withUnit(one?.value ?? null, metric, i18n.language)
                  )}
                </td>
                {metric.good && <td>{one && one.target !== null && <Verdict kind={verdicts[one.verdict]}>{t(`metrics.verdicts.${one.verdict}`)}</Verdict>}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
