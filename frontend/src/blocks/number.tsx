/** Number: name, value, verdict and target, the way there, one phrase on what moved. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import type { MetricFigure, MetricPeriod } from '../api/types';
import { defineBlock, type BlockMetric, type BlockProps } from '../lib/defineBlock';
import { changeText, figureText, targetText, verdicts } from '../metrics/figures';
import { Icon } from '../ui/Icon/Icon';
import { Verdict } from '../ui/Verdict/Verdict';
import { FigureButton } from './parts/FigureButton';
import { Spark, type Step } from './parts/Spark';
import { lineageOf } from './parts/lineageOf';
import styles from './parts/parts.module.css';

interface Answer {
  metric: BlockMetric;
  period: MetricPeriod | null;
  compare: string;
  figure: MetricFigure;
  way: Step[];
  mover: { label: string; by: string } | null;
}

export default defineBlock<Answer>({ key: 'number', titled: true, Block: NumberBlock });

function NumberBlock({ answer, block, onOpen }: BlockProps<Answer>) {
  const { t, i18n } = useTranslation();
  const { metric, figure, period, compare, mover } = answer;
  const signed = (by: string) => `${by.startsWith('-') ? '−' : '+'}${figureText(by.replace(/^-/, ''), metric, i18n.language)}`;
  const changed = period ? changeText(figure, metric, compare, t, i18n.language) : t('metrics.standsNow');
  return (
    <section className={styles.number}>
      <header>
        <h2>{block.title}</h2>
        <Link className={styles.lineage} to={lineageOf(metric, period)} aria-label={t('pages.lineageOf', { title: metric.title })} title={t('metrics.lineage')}>
          <Icon name="split" size={15} />
        </Link>
      </header>
      <p className={styles.value}>
        <FigureButton figure={figure} metric={metric} onOpen={onOpen} />
        {metric.unit && metric.shown !== 'share' && figure.value !== null && <small>{metric.unit}</small>}
      </p>
      <p className={styles.verdict}>
        {figure.target !== null && <Verdict kind={verdicts[figure.verdict]}>{t(`metrics.verdicts.${figure.verdict}`)}</Verdict>}
        {figure.target !== null && <span>{targetText(figure, metric, t, i18n.language)}</span>}
        {figure.value === null && figure.target === null && <span>{t('metrics.noData')}</span>}
      </p>
      <div className={styles.grow}>
        <Spark metric={metric} way={answer.way} />
      </div>
      <p className={styles.phrase}>
        {changed}
        {mover && t('pages.mostly', { label: mover.label, by: signed(mover.by) })}
      </p>
    </section>
  );
}
