/** A drawing by echarts. A press on a mark opens its records; arrows walk over the marks, each told in words. Nothing moves. */
import { init, use as take, type ECharts, type EChartsCoreOption } from 'echarts/core';
import { TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useMemo, useRef } from 'react';
import type { FigureCell } from '../../api/charts';
import { lookOf, useTheme, type Look } from './look';
import { useWalk } from './walk';
import styles from './parts.module.css';

take([SVGRenderer, TooltipComponent]);

export interface PlotMark {
  cell: FigureCell;
  /** "华东，2026 年 1 月：91.6%". */
  words: string;
  /** Where the library draws it, and where arrows find it. */
  series: number;
  index: number;
  row: number;
  column: number;
}

interface Props {
  title: string;
  height: number;
  option: (look: Look) => EChartsCoreOption;
  marks: PlotMark[];
  onOpen: (cell: FigureCell) => void;
}

/** Of a press on a corner of a radar the library says the spoke only on what was pressed. */
interface Press {
  seriesIndex?: number;
  dataIndex?: number;
  event?: { target?: Record<string, unknown> };
}

export function Plot({ title, height, option, marks, onOpen }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const theme = useTheme();
  const walk = useWalk(marks[0] && `${marks[0].row},${marks[0].column}`);
  const found = useRef({ marks, onOpen });
  useEffect(() => {
    found.current = { marks, onOpen };
  });

  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    // Before there is a layout it has no width.
    const drawn = init(element, null, { renderer: 'svg', ...(element.clientWidth ? {} : { width: 640, height: 240 }) });
    chart.current = drawn;
    drawn.on('click', (press) => {
      const { seriesIndex, dataIndex, event } = press as Press;
      const spoke = event?.target?.['__dimIdx'];
      const mark = found.current.marks.find((one) => one.series === seriesIndex && one.index === dataIndex && (spoke === undefined || one.column === spoke));
      if (mark?.cell.drill) found.current.onOpen(mark.cell);
    });
    const resized = new ResizeObserver(() => element.clientWidth && drawn.resize());
    resized.observe(element);
    return () => {
      resized.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  const words = useMemo(() => new Map(marks.map((mark) => [`${mark.series} ${mark.index}`, mark.words])), [marks]);
  useEffect(() => {
    const look = lookOf(theme);
    chart.current?.setOption(
      {
        animation: false,
        textStyle: { fontFamily: look.family, color: look.ink2 },
        tooltip: {
          renderMode: 'richText',
          confine: true,
          backgroundColor: look.ground,
          borderColor: look.split,
          textStyle: { color: look.ink, fontSize: 12 },
          formatter: ({ seriesIndex, dataIndex }: Press) => words.get(`${seriesIndex} ${dataIndex}`) ?? '',
        },
        ...option(look),
      },
      { notMerge: true },
    );
  }, [option, words, theme]);

  const show = (mark: PlotMark) => {
    chart.current?.dispatchAction({ type: 'downplay' });
    chart.current?.dispatchAction({ type: 'highlight', seriesIndex: mark.series, dataIndex: mark.index });
    chart.current?.dispatchAction({ type: 'showTip', seriesIndex: mark.series, dataIndex: mark.index });
  };
  const leave = () => {
    chart.current?.dispatchAction({ type: 'downplay' });
    chart.current?.dispatchAction({ type: 'hideTip' });
  };
  return (
    <div className={styles.plot} role="group" aria-label={title} {...walk.around}>
      <div ref={place} style={{ height }} aria-hidden="true" />
      <div className={styles.marks}>
        {marks.map((mark) => (
          <button
            key={`${mark.row},${mark.column}`}
            type="button"
            aria-disabled={mark.cell.drill ? undefined : true}
            onFocus={() => show(mark)}
            onBlur={leave}
            onClick={() => mark.cell.drill && onOpen(mark.cell)}
            {...walk.mark(mark.row, mark.column)}
          >
            {mark.words}
          </button>
        ))}
      </div>
    </div>
  );
}
