/** Line: a figure over time. Each line has its own dash and its name at its end; the target is dashed; more than six become small multiples. */
import { LineChart as Lines } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { use as take } from 'echarts/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { ChartFigures } from '../api/charts';
import { defineChart, type ChartProps } from '../lib/defineChart';
import { useNarrow } from '../lib/narrow';
import { Plot, type PlotMark } from './parts/Plot';
import { dashes, hueOf, named, type Look } from './parts/look';
import { apart } from './parts/spread';
import { axisAt, cellText, itemText, numberText, placed, sizeOf, ticksOf } from './parts/words';
import styles from './parts/parts.module.css';

take([Lines, GridComponent]);

export default defineChart({ key: 'line', Chart: LineChart });

function LineChart(props: ChartProps) {
  const { t } = useTranslation();
  const { figures, title } = props;
  const lines = figures.axes[1]?.items ?? [null];
  if (lines.length <= named) return <Drawn {...props} lines={lines.map((_, at) => at)} height={240} />;
  return (
    <div className={styles.multiples}>
      {lines.map((item, at) => (
        <figure key={`${item?.kind} ${JSON.stringify(item?.key)}`}>
          <figcaption>{item ? itemText(item, t) : title}</figcaption>
          <Drawn {...props} lines={[at]} height={120} small />
        </figure>
      ))}
    </div>
  );
}

/** The least and the largest number drawn, so that small multiples share one scale. */
function reachOf(figures: ChartFigures): { min: number; max: number } {
  const known = figures.cells.flatMap((cell) => [sizeOf(cell), cell.target === null ? null : Number(cell.target)]).filter((one) => one !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  // Where all are equal, the line goes through the middle.
  const air = high === low ? Math.abs(high) / 2 || 1 : (high - low) / 10;
  // A small reach far from nothing is shown by itself; otherwise lines stand on zero.
  const min = low >= 0 && low < (high - low) * 2 ? 0 : low - air;
  return { min, max: high + air };
}

function Drawn({ figures, title, onOpen, lines, height, small }: ChartProps & { lines: number[]; height: number; small?: boolean }) {
  const { t, i18n } = useTranslation();
  const narrow = useNarrow();
  const locale = i18n.language;
  const marks = useMemo((): PlotMark[] => {
    const cellAt = placed(figures);
    return lines.flatMap((line, series) =>
      axisAt(figures, 0).items.flatMap((_, index) => {
        const cell = cellAt(figures.axes[1] ? [index, line] : [index]);
        return cell && cell.value !== null ? [{ cell, words: cellText(figures, cell, t, locale), series, index, row: series, column: index }] : [];
      }),
    );
  }, [figures, lines, t, locale]);
  const option = useCallback(
    (look: Look) => {
      const cellAt = placed(figures);
      const periods = axisAt(figures, 0).items;
      const measure = figures.measures[0];
      const read = (value: number) => (measure ? numberText(String(Number(value.toFixed(6))), measure, t, locale) : '');
      const at = (line: number) => periods.map((_, index) => cellAt(figures.axes[1] ? [index, line] : [index]));
      const targets = lines.map((line) => at(line).map((cell) => cell?.target ?? null));
      const shared = targets[0]?.some((one) => one !== null) && targets.every((one) => one.join() === targets[0]?.join()) ? targets[0] : null;
      // How high each line ends, to see which names would cover each other: roughly, in pixels.
      const reach = reachOf(figures);
      const deep = height - 40;
      const ends = [...lines.map((line) => at(line).map(sizeOf)), shared?.map((one) => (one === null ? null : Number(one))) ?? []].map((sizes) => ({ last: sizes.findLastIndex((one) => one !== null), size: sizes.findLast((one) => one !== null) ?? null }));
      const moves = new Map<number, number>();
      for (const place of new Set(ends.map(({ last }) => last))) {
        const here = [...ends.keys()].filter((one) => ends[one]?.last === place && ends[one]?.size !== null);
        const moved = apart(here.map((one) => ((reach.max - (ends[one]?.size ?? 0)) / (reach.max - reach.min)) * deep), 16, deep);
        for (const [rank, one] of here.entries()) moves.set(one, moved[rank] ?? 0);
      }
      const endName = (order: number, text: string, color: string, bold = true) => ({ show: true, offset: [0, moves.get(order) ?? 0], position: 'right', distance: 6, formatter: text, color, fontSize: 12, fontWeight: bold ? 600 : 400, width: narrow ? 76 : 116, overflow: 'truncate' });
      const series = lines.map((line, order) => {
        const cells = at(line);
        const item = figures.axes[1]?.items[line];
        const hue = small ? 0 : hueOf(item, order);
        const last = cells.findLastIndex((cell) => cell && cell.value !== null);
        return {
          type: 'line',
          name: item ? itemText(item, t) : title,
          color: look.series[hue],
          lineStyle: { width: 2, type: dashes[hue]?.length ? dashes[hue] : 'solid' },
          symbol: 'circle',
          symbolSize: periods.length > 31 ? 3 : 6,
          showAllSymbol: true,
          emphasis: { scale: 1.8 },
          cursor: 'pointer',
          data: cells.map((cell, index) => ({
            value: sizeOf(cell) ?? '-',
            symbol: periods[index]?.period?.running ? 'emptyCircle' : 'circle',
            label: index === last && cell ? endName(order, [item && !small && itemText(item, t), read(Number(cell.value))].filter(Boolean).join(' '), look.ink) : { show: false },
          })),
        };
      });
      const target = shared && {
        type: 'line',
        silent: true,
        color: look.ink3,
        symbol: 'none',
        lineStyle: { width: 1.5, type: [4, 4] },
        data: shared.map((one, index) => ({ value: one === null ? '-' : Number(one), label: index === shared.length - 1 && !small ? endName(lines.length, t('charts.target', { target: read(Number(one)) }), look.ink3, false) : { show: false } })),
      };
      return {
        grid: { left: 4, right: small ? 52 : narrow ? 84 : 128, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        xAxis: { type: 'category', boundaryGap: periods.length < 2, data: ticksOf(periods, t), axisTick: { show: false }, axisLine: { lineStyle: { color: look.split } }, axisLabel: { color: look.ink3, hideOverlap: true } },
        yAxis: { type: 'value', ...reach, splitNumber: small ? 2 : 4, splitLine: { lineStyle: { color: look.split } }, axisLabel: { color: look.ink3, formatter: read, showMinLabel: true, showMaxLabel: false } },
        series: target ? [...series, target] : series,
      };
    },
    [figures, lines, height, narrow, small, t, locale, title],
  );
  return <Plot title={title} height={height} option={option} marks={marks} onOpen={onOpen} />;
}
