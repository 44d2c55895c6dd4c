/** Chart: figures drawn by a type of charts, with its table, picture and spreadsheet. */
import { useTranslation } from '../i18n/useTranslation';
import type { ChartFigures, ChartSettings } from '../api/charts';
import { ChartSheet } from '../charts/parts/ChartSheet';
import { defineBlock, type BlockProps } from '../lib/defineBlock';

interface Answer {
  chart: string;
  app: string;
  settings: ChartSettings;
  figures: ChartFigures;
}

export default defineBlock<Answer>({ key: 'chart', titled: true, Block: ChartBlock });

function ChartBlock({ answer, block }: BlockProps<Answer>) {
  const { t } = useTranslation();
  return <ChartSheet app={answer.app} chart={answer.chart} settings={answer.settings} figures={answer.figures} title={block.title ?? t('charts.chart')} dated />;
}
