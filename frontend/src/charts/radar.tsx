/** Radar: profiles over spokes. Several metrics each have a scale of their own; one figure has one scale for all spokes. */
import { RadarChart as Radars } from 'echarts/charts';
import { RadarComponent } from 'echarts/components';
import { use as take } from 'echarts/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { FigureItem } from '../api/charts';
import { defineChart, type ChartProps } from '../lib/defineChart';
import { useNarrow } from '../lib/narrow';
import { Plot, type PlotMark } from './parts/Plot';
import { SeriesKey } from './parts/SeriesKey';
import { dashes, hueOf, type Look } from './parts/look';
import { axisAt, cellText, itemText, placed, sizeOf } from './parts/words';

take([Radars, RadarComponent]);

export default defineChart({ key: 'radar', Chart: RadarChart });

function RadarChart({ figures, title, onOpen }: ChartProps) {
  const { t, i18n } = useTranslation();
  const narrow = useNarrow();
  const locale = i18n.language;
  const spokes = axisAt(figures, 0).items;
  const profiles: (FigureItem | undefined)[] = useMemo(() => figures.axes[1]?.items ?? [undefined], [figures]);
  const cellAt = useMemo(() => {
    const find = placed(figures);
    const own = axisAt(figures, 0).key === 'measure';
    return (spoke: number, profile: number) => find(figures.axes[1] ? [spoke, profile] : [spoke], own ? spoke : 0);
  }, [figures]);
  const marks = useMemo(
    (): PlotMark[] =>
      profiles.flatMap((_, index) =>
        axisAt(figures, 0).items.flatMap((__, column) => {
          const cell = cellAt(column, index);
          return cell && cell.value !== null ? [{ cell, words: cellText(figures, cell, t, locale), series: 0, index, row: index, column }] : [];
        }),
      ),
    [figures, profiles, cellAt, t, locale],
  );
  const option = useCallback(
    (look: Look) => {
      const sizes = spokes.map((_, spoke) => profiles.flatMap((__, profile) => [sizeOf(cellAt(spoke, profile)) ?? 0, Number(cellAt(spoke, profile)?.target ?? 0)]));
      const own = axisAt(figures, 0).key === 'measure';
      const scale = (spoke: number) => {
        const among = own ? (sizes[spoke] ?? []) : sizes.flat();
        return { max: Math.max(0, ...among) || 1, min: Math.min(0, ...among) };
      };
      return {
        radar: {
          radius: narrow ? '58%' : '68%',
          splitNumber: 4,
          indicator: spokes.map((item, spoke) => ({ name: itemText(item, t), ...scale(spoke) })),
          axisName: { color: look.ink2, fontSize: 12, width: narrow ? 72 : 120, overflow: 'truncate' },
          splitArea: { show: false },
          splitLine: { lineStyle: { color: look.split } },
          axisLine: { lineStyle: { color: look.split } },
        },
        series: [
          {
            type: 'radar',
            symbolSize: 7,
            cursor: 'pointer',
            data: profiles.map((item, profile) => {
              const hue = hueOf(item, profile);
              return {
                value: spokes.map((_, spoke) => sizeOf(cellAt(spoke, profile)) ?? '-'),
                itemStyle: { color: look.series[hue] },
                lineStyle: { color: look.series[hue], width: 2, type: dashes[hue]?.length ? dashes[hue] : 'solid' },
              };
            }),
          },
        ],
        tooltip: { show: false },
      };
    },
    [figures, spokes, profiles, cellAt, narrow, t],
  );
  const named = profiles.filter((item) => item !== undefined);
  return (
    <>
      {named.length > 1 && <SeriesKey items={named} as="line" />}
      <Plot title={title} height={narrow ? 280 : 320} option={option} marks={marks} onOpen={onOpen} />
    </>
  );
}
