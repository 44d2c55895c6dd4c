/** A figure that opens its records; plain where there are none. */
import { useTranslation } from '../../i18n/useTranslation';
import type { MetricFigure } from '../../api/types';
import type { BlockMetric, BlockProps } from '../../lib/defineBlock';
import { figureText } from '../../metrics/figures';
import styles from './parts.module.css';

interface Props {
  figure: MetricFigure | null;
  metric: BlockMetric;
  by?: string;
  onOpen: BlockProps<unknown>['onOpen'];
}

export function FigureButton({ figure, metric, by, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  const text = figureText(figure?.value ?? null, metric, i18n.language);
  if (!figure || figure.records === 0) return <span className={styles.plain}>{text}</span>;
  const place = by && figure.kind !== 'all' ? { by, value: JSON.stringify(figure.key) } : {};
  return (
    <button type="button" className={styles.figure} title={t('metrics.openRecords')} onClick={() => onOpen(metric, place)}>
      {text}
    </button>
  );
}
