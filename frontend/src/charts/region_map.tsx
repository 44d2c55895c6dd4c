/** Region map: areas in one hue by their figure, each with its name, figure and verdict in words; beside it the bands, and what lies on no area. */
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { FigureCell } from '../api/charts';
import { useAreas, type AreaInfo } from '../api/views';
import { defineChart, type ChartProps } from '../lib/defineChart';
import { classes } from '../ui/classes';
import { Skeleton } from '../ui/States/States';
import { VerdictMark } from '../ui/Verdict/Verdict';
import bar from './bar';
import { roomFor, sheetOf } from './parts/ground';
import { bandOf, bandsOf } from './parts/steps';
import { useWalk } from './parts/walk';
import { axisAt, cellText, itemText, numberText, placed, sizeOf, unitText } from './parts/words';
import styles from './parts/ground.module.css';

export default defineChart({
  key: 'region_map',
  Chart: (props) => (props.figures.ground ? <Standing {...props} ground={props.figures.ground} /> : <bar.Chart {...props} />),
});

const highest = 420;
/** What a label takes, before it is drawn: wide characters count in full. */
const letter = 12;

type Ground = NonNullable<ChartProps['figures']['ground']>;

function Standing({ ground, ...props }: ChartProps & { ground: Ground }) {
  const { t } = useTranslation();
  const found = useAreas(ground.app, ground.form, ground.areas);
  if (found.data) return <Drawn {...props} areas={found.data.areas} />;
  if (found.isPending) return <Skeleton rows={6} line={40} />;
  // The figures are here: without the shapes they stand as bars.
  return (
    <>
      <p className={styles.note}>{t('regionMap.noShapes')}</p>
      <bar.Chart {...props} />
    </>
  );
}

const verdicts = { green: 'good', yellow: 'warning', red: 'bad', none: 'none' } as const;

function Drawn({ figures, title, onOpen, areas }: ChartProps & { areas: AreaInfo[] }) {
  const { t, i18n } = useTranslation();
  const walk = useWalk();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const sheet = useMemo(() => sheetOf(areas, width, highest), [areas, width]);
  const cellAt = placed(figures);
  const items = axisAt(figures, 0).items;
  const measure = figures.measures[0];
  const cellOf = new Map<AreaInfo, FigureCell>();
  const apart: FigureCell[] = [];
  for (const [at, item] of items.entries()) {
    const cell = cellAt([at]);
    const area = item.kind === 'value' ? areas.find((one) => one.key === item.key || one.names.includes(String(item.key))) : undefined;
    if (cell && area) cellOf.set(area, cell);
    else if (cell) apart.push(cell);
  }
  const bands = bandsOf([...cellOf.values()].map(sizeOf).filter((one) => one !== null));
  const marks = sheet.shapes
    .map((shape) => {
      const cell = cellOf.get(shape.area);
      const value = cell && measure ? numberText(cell.value, measure, t, i18n.language) : '—';
      const wide = Math.max(lengthOf(shape.area.title), lengthOf(value) + (cell && cell.target !== null ? 1.5 : 0));
      return { shape, cell, value, label: { at: shape.at, width: wide * letter + 12, height: 40 } };
    })
    // The heaviest keep their words where there is no room for all.
    .toSorted((a, b) => (sizeOf(b.cell) ?? -Infinity) - (sizeOf(a.cell) ?? -Infinity));
  const room = roomFor(marks.map((one) => one.label), sheet);
  const listed = marks.map((one, at) => ({ ...one, place: room[at] ?? null })).toSorted((a, b) => a.shape.at[1] - b.shape.at[1] || a.shape.at[0] - b.shape.at[0]);
  const open = listed.filter((one) => one.cell?.drill);
  const band = (cell: FigureCell | undefined) => {
    const size = sizeOf(cell);
    return size === null ? undefined : bandOf(size, bands);
  };
  return (
    <div className={styles.split} role="group" aria-label={title} {...walk.around}>
      <div ref={frame} className={styles.sheet} style={{ height: sheet.height }}>
        <svg width={sheet.width} height={sheet.height} aria-hidden="true">
          <defs>
            <pattern id="region-map-none" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path className={styles.hatch} d="M0 0V6" />
            </pattern>
          </defs>
          {sheet.shapes.map(({ area, path }) => {
            const cell = cellOf.get(area);
            const step = band(cell)?.step;
            return <path key={area.key} d={path} fillRule="evenodd" className={classes(styles.area, step ? styles[`step${step}`] : styles.none, cell?.drill && styles.opens)} onClick={() => cell?.drill && onOpen(cell)} />;
          })}
        </svg>
        {listed.map(({ shape, cell, value, place }) => {
          const [left, top] = place ?? shape.at;
          const words = (
            <span className={styles.words}>
              {shape.area.title}
              <b>
                {value}
                {cell && cell.target !== null && <VerdictMark kind={verdicts[cell.verdict as keyof typeof verdicts]} />}
              </b>
            </span>
          );
          const look = classes(styles.label, !place && styles.dot);
          if (!cell?.drill) {
            return (
              <span key={shape.area.key} className={classes(look, styles.quiet)} style={{ left, top }} title={cell ? undefined : `${shape.area.title}${t('charts.colon')}${t('metrics.verdicts.none')}`}>
                {words}
              </span>
            );
          }
          return (
            <button key={shape.area.key} type="button" className={look} style={{ left, top }} aria-label={cellText(figures, cell, t, i18n.language)} onClick={() => onOpen(cell)} {...walk.mark(open.findIndex((one) => one.shape === shape), 0)}>
              {words}
            </button>
          );
        })}
      </div>
      <div className={styles.side}>
        {measure && bands.length > 0 && (
          <ul className={styles.bands} aria-label={t('regionMap.bands')}>
            {bands.toReversed().map((one) => (
              <li key={one.step}>
                <i className={styles[`step${one.step}`]} />
                <span>{one.from === one.to ? numberText(String(one.from), measure, t, i18n.language) : t('regionMap.band', { from: numberText(String(one.from), measure, t, i18n.language), to: numberText(String(one.to), measure, t, i18n.language) })}</span>
                <small>{t('regionMap.areas', { count: [...cellOf.values()].filter((cell) => band(cell) === one).length })}</small>
              </li>
            ))}
            {cellOf.size < areas.length && (
              <li>
                <i className={styles.hatched} />
                {t('metrics.verdicts.none')}
              </li>
            )}
          </ul>
        )}
        {apart.length > 0 && measure && (
          <div className={styles.apart}>
            <p>{t('regionMap.apart')}</p>
            <ul>
              {apart.map((cell) => (
                <li key={cell.at.join()}>
                  <span>{itemText(items[cell.at[0] ?? 0] ?? { kind: 'rest', key: null, label: null, period: null, parent: null, level: 0 }, t)}</span>
                  {cell.drill ? (
                    <button type="button" onClick={() => onOpen(cell)}>
                      {unitText(cell.value, measure, t, i18n.language)}
                    </button>
                  ) : (
                    <span>{unitText(cell.value, measure, t, i18n.language)}</span>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  );
}

/** In letters as wide as a Chinese one. */
function lengthOf(words: string): number {
  return [...words].reduce((sum, one) => sum + (one > '\u2e80' ? 1 : 0.6), 0);
}

/** As wide as it is drawn, and again when that changes. */
function useWidth(frame: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(640);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => element.clientWidth && setWidth(element.clientWidth);
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    measure();
    return () => watch.disconnect();
  }, [frame]);
  return width;
}
