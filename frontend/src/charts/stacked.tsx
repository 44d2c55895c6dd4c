/** Stacked: bars made of parts, from zero; what is below nothing is stacked below it. Parts differ by colour and pattern. */
import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { use as take } from 'echarts/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { defineChart, type ChartProps } from '../lib/defineChart';
import { useNarrow } from '../lib/narrow';
import { Plot, type PlotMark } from './parts/Plot';
import { SeriesKey } from './parts/SeriesKey';
import { hueOf, type Look } from './parts/look';
import { patternOf } from './parts/patterns';
import { axisAt, cellText, itemText, numberText, placed, sizeOf, ticksOf } from './parts/words';

take([BarChart, GridComponent]);

export default defineChart({ key: 'stacked', Chart: StackedChart });

function StackedChart({ figures, title, onOpen }: ChartProps) {
  const { t, i18n } = useTranslation();
  const narrow = useNarrow();
  const locale = i18n.language;
  const bars = axisAt(figures, 0).items;
  const parts = axisAt(figures, 1).items;
  const overTime = axisAt(figures, 0).key === 'period';
  const marks = useMemo((): PlotMark[] => {
    const cellAt = placed(figures);
    return axisAt(figures, 0).items.flatMap((_, index) =>
      axisAt(figures, 1).items.flatMap((__, series) => {
        const cell = cellAt([index, series]);
        // Over time arrows left and right go from bar to bar, else up and down do.
        const [row, column] = overTime ? [series, index] : [index, series];
        return cell && cell.value !== null ? [{ cell, words: cellText(figures, cell, t, locale), series, index, row, column }] : [];
      }),
    );
  }, [figures, overTime, t, locale]);
  const option = useCallback(
    (look: Look) => {
      const cellAt = placed(figures);
      const measure = figures.measures[0];
      const read = (value: number) => (measure ? numberText(String(Number(value.toFixed(6))), measure, t, locale) : '');
      const sums = bars.map((_, index) => parts.reduce((sum, __, part) => sum + Math.abs(sizeOf(cellAt([index, part])) ?? 0), 0));
      const most = Math.max(...sums) || 1;
      const category = { type: 'category', data: ticksOf(bars, t), inverse: !overTime, axisTick: { show: false }, axisLine: { lineStyle: { color: look.split } }, axisLabel: { color: look.ink2, ...(overTime ? { hideOverlap: true } : { width: narrow ? 84 : 140, overflow: 'truncate', interval: 0 }) } };
      const value = { type: 'value', splitNumber: 4, splitLine: { lineStyle: { color: look.split } }, axisLabel: { color: look.ink3, formatter: read, hideOverlap: true } };
      return {
        grid: { left: 4, right: 16, top: 8, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        xAxis: overTime ? category : value,
        yAxis: overTime ? value : category,
        series: parts.map((item, part) => {
          const hue = hueOf(item, part);
          return {
            type: 'bar',
            stack: 'all',
            name: itemText(item, t),
            barMaxWidth: 36,
            barCategoryGap: '30%',
            cursor: 'pointer',
            itemStyle: { color: look.series[hue], decal: { ...patternOf(hue).decal, color: `${look.ground}66` }, borderColor: look.ground, borderWidth: 1 },
            data: bars.map((_, index) => {
              const size = sizeOf(cellAt([index, part])) ?? 0;
              const room = Math.abs(size) / most;
              // A number stands in its part where there is room for it, on a ground without pattern.
              return { value: size, label: { show: overTime ? room > 0.1 && bars.length <= (narrow ? 4 : 7) : room > (narrow ? 0.24 : 0.1), formatter: read(size), fontSize: 12, color: look.ink, backgroundColor: look.ground, padding: [1, 4], borderRadius: 3 } };
            }),
          };
        }),
      };
    },
    [figures, bars, parts, overTime, narrow, t, locale],
  );
  return (
    <>
      <SeriesKey items={parts} as="area" />
      <Plot title={title} height={overTime ? 240 : Math.max(120, bars.length * 34 + 32)} option={option} marks={marks} onOpen={onOpen} />
    </>
  );
}
