/** Figures in words: what an item of an axis is called, how a number reads, which cell stands where. */
import type { TFunction } from '../../i18n/words';
import type { ChartFigures, FigureAxis, FigureCell, FigureItem, FigureMeasure } from '../../api/charts';
import { grouped, shifted } from '../../lib/numbers';
import { figureText, periodText, targetText, tickText } from '../../metrics/figures';

/** "华东", "2026 年 1 月", "其他"; what one may not know the name of says so. */
export function itemText(item: FigureItem, t: TFunction): string {
  if (item.period) return periodText(item.period, t);
  if (item.kind === 'period') return t('charts.now');
  return item.label ?? t('charts.hidden');
}

/** As short as it stands under an axis. */
export function tickOf(item: FigureItem, t: TFunction): string {
  return item.period ? tickText(item.period) : itemText(item, t);
}

/** The ticks of an axis: where its periods are of several years, the first of each year says which. */
export function ticksOf(items: readonly FigureItem[], t: TFunction): string[] {
  const years = items.map((item) => item.period?.key.slice(0, 4));
  const several = new Set(years).size > 1;
  return items.map((item, at) => (several && item.period && years[at] !== years[at - 1] ? item.period.key : tickOf(item, t)));
}

/** "87.4%", "186.4 万", "−1.2 个百分点"; missing is —. */
export function numberText(value: string | null, measure: FigureMeasure, t: TFunction, locale: string): string {
  if (value !== null && measure.shown === 'points') {
    const sign = value.startsWith('-') ? '' : '+';
    return t('charts.points', { points: `${sign}${grouped(shifted(value, -2, 1))}` });
  }
  return figureText(value, measure, locale);
}

/** With its unit, which shares carry themselves. */
export function unitText(value: string | null, measure: FigureMeasure, t: TFunction, locale: string): string {
  const text = numberText(value, measure, t, locale);
  return value === null || !measure.unit || measure.shown === 'share' || measure.shown === 'points' ? text : `${text} ${measure.unit}`;
}

/** What a cell says as one phrase: "华东，2026 年 1 月：91.6%，达标，目标 ≥ 80%（2026-01-01 起）". */
export function cellText(figures: ChartFigures, cell: FigureCell, t: TFunction, locale: string): string {
  const places = cell.at.map((at, axis) => itemText(itemAt(figures, axis, at), t));
  const measure = measureOf(figures, cell);
  if (figures.measures.length > 1 && !figures.axes.some((axis) => axis.key === 'measure')) places.push(measure.title);
  const said = `${places.join(t('charts.comma'))}${t('charts.colon')}${unitText(cell.value, measure, t, locale)}`;
  const aim = targetText(cell, measure, t, locale, places);
  return aim === null ? said : [said, t(`metrics.verdicts.${cell.verdict}`), aim].join(t('charts.comma'));
}

export function itemAt(figures: ChartFigures, axis: number, at: number): FigureItem {
  const item = figures.axes[axis]?.items[at];
  if (!item) throw new RangeError(`no item ${at} on axis ${axis}`);
  return item;
}

export function measureOf(figures: ChartFigures, cell: FigureCell): FigureMeasure {
  const measure = figures.measures[cell.measure];
  if (!measure) throw new RangeError(`no measure ${cell.measure}`);
  return measure;
}

/** Finds cells by their place and measure; undefined where there is none. */
export function placed(figures: ChartFigures): (at: readonly number[], measure?: number) => FigureCell | undefined {
  const cells = new Map(figures.cells.map((cell) => [`${cell.at.join()} ${cell.measure}`, cell]));
  return (at, measure = 0) => cells.get(`${at.join()} ${measure}`);
}

/** The number for drawing only; what people read is the text. Null without data. */
export function sizeOf(cell: FigureCell | undefined): number | null {
  return cell?.value === null || cell?.value === undefined ? null : Number(cell.value);
}

/** "2026 年 1 月", "2025 年 2 月 – 2026 年 1 月"; null for how things stand now. */
export function spanText(figures: ChartFigures, t: TFunction): string | null {
  const [first, last] = figures.periods;
  if (!first) return null;
  return last && last.key !== first.key ? t('charts.span', { first: periodText(first, t), last: periodText(last, t) }) : periodText(first, t);
}

/** The axis of that place; charts of one axis read an empty one beside it. */
export function axisAt(figures: ChartFigures, at: number): FigureAxis {
  return figures.axes[at] ?? { key: '', title: '', items: [] };
}
