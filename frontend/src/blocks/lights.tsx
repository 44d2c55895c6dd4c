/** Lights: how many metrics stand, by shape and word: as rows with bar and target, or one light for each value of a dimension. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import type { MetricFigure } from '../api/types';
import { defineBlock, type BlockProps } from '../lib/defineBlock';
import { figureText, targetText, verdicts } from '../metrics/figures';
import { Verdict } from '../ui/Verdict/Verdict';
import { Bullet } from './parts/Bullet';
import { FigureButton } from './parts/FigureButton';
import type { GridAnswer } from './parts/grid';
import { lineageOf } from './parts/lineageOf';
import styles from './parts/parts.module.css';

export default defineBlock<GridAnswer>({ key: 'lights', Block: Lights });

function Lights(props: BlockProps<GridAnswer>) {
  const { t } = useTranslation();
  if (props.answer.rows.length === 0) return <p className={styles.empty}>{t('metrics.noRecords')}</p>;
  return <div className={styles.scroll}>{props.answer.by ? <ByValue {...props} /> : <Each {...props} />}</div>;
}

function Each({ answer, block, period, onOpen }: BlockProps<GridAnswer>) {
  const { t, i18n } = useTranslation();
  return (
    <table className={styles.table} aria-label={block.title ?? undefined}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('metrics.title')}</th>
          <th scope="col">{t('metrics.size')}</th>
          <th scope="col">{t('metrics.figures')}</th>
          <th scope="col">{t('metrics.verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {answer.metrics.map((metric, at) => {
          const figure = answer.rows[0]?.figures[at] ?? null;
          const reach = 1.1 * Math.max(Number(figure?.value ?? 0), Number(figure?.target ?? 0), metric.shown === 'share' ? 1 / 1.1 : 0);
          return (
            <tr key={metric.key}>
              <th scope="row">
                <Link to={lineageOf(metric, period)}>{metric.title}</Link>
              </th>
              <td className={styles.wide}>{figure?.target && <Bullet value={figure.value} target={figure.target} most={reach} />}</td>
              <td className={styles.right}>
                <b className={styles.strong}>
                  <FigureButton figure={figure} metric={metric} onOpen={onOpen} />
                </b>
                {figure?.target && (
                  <span className={styles.sub} title={targetText(figure, metric, t, i18n.language) ?? undefined}>
                    <span aria-hidden="true"> / {figureText(figure.target, metric, i18n.language)}</span>
                    <span className="visually-hidden">{targetText(figure, metric, t, i18n.language)}</span>
                  </span>
                )}
              </td>
              <td>
                <Light figure={figure} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ByValue({ answer, block, onOpen }: BlockProps<GridAnswer>) {
  const { t, i18n } = useTranslation();
  const aimOf = (row: GridAnswer['rows'][number], at: number) => {
    const [figure, metric] = [row.figures[at], answer.metrics[at]];
    return figure && metric ? targetText(figure, metric, t, i18n.language) : null;
  };
  // What is the same for all rows is said once, over them.
  const aims = answer.metrics.map((_, at) => {
    const found = new Set(answer.rows.map((row) => aimOf(row, at)).filter((aim) => aim !== null));
    return found.size === 1 ? [...found][0] : null;
  });
  return (
    <table className={styles.table} aria-label={block.title ?? undefined}>
      <thead>
        <tr>
          <th scope="col">{answer.by?.title}</th>
          {answer.metrics.map((metric, at) => (
            <th key={metric.key} scope="col">
              {metric.title}
              {aims[at] && <span className={styles.sub}> {aims[at]}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {answer.rows.map((row) => (
          <tr key={`${row.kind} ${String(row.key)}`}>
            <th scope="row" className={styles.name}>{row.label ?? t('charts.hidden')}</th>
            {answer.metrics.map((metric, at) => (
              <td key={metric.key}>
                <span className={styles.judged}>
                  <Light figure={row.figures[at] ?? null} aim={aims[at] ? null : aimOf(row, at)} />
                  <FigureButton figure={row.figures[at] ?? null} metric={metric} by={answer.by?.key} onOpen={onOpen} />
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Light({ figure, aim = null }: { figure: MetricFigure | null; aim?: string | null }) {
  const { t } = useTranslation();
  const verdict = figure?.verdict ?? 'none';
  return (
    <span className={styles.light} title={aim ?? undefined}>
      <Verdict kind={verdicts[verdict]}>{figure && figure.value !== null && figure.target === null ? t('pages.noTarget') : t(`metrics.verdicts.${verdict}`)}</Verdict>
      {aim && <span className="visually-hidden">{aim}</span>}
    </span>
  );
}
