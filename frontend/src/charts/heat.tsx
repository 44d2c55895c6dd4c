/** Heat map: one hue in five steps, the figure in every cell, a corner mark where it is on the wrong side. */
import { useTranslation } from '../i18n/useTranslation';
import { defineChart, type ChartProps } from '../lib/defineChart';
import { classes } from '../ui/classes';
import { stepOf } from './parts/steps';
import { useWalk } from './parts/walk';
import { axisAt, cellText, itemText, numberText, placed, sizeOf, ticksOf } from './parts/words';
import styles from './parts/parts.module.css';

export default defineChart({ key: 'heat', Chart: HeatChart });

function HeatChart({ figures, title, onOpen }: ChartProps) {
  const { t, i18n } = useTranslation();
  const walk = useWalk();
  const [down, across] = [axisAt(figures, 0), axisAt(figures, 1)];
  const measure = figures.measures[0];
  const ticks = ticksOf(across.items, t);
  const cellAt = placed(figures);
  const known = figures.cells.map(sizeOf).filter((one) => one !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const marked = figures.cells.some((cell) => cell.marked);
  const limit = figures.threshold !== null && measure ? numberText(figures.threshold, measure, t, i18n.language) : null;
  const side = measure?.good === 'low' ? 'above' : 'below';
  const wrong = limit === null ? t('metrics.verdicts.red') : t(`charts.${side}`, { limit });
  return (
    <>
      {marked && (
        <p className={styles.marked}>
          <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
            <path d="M0 0h10v10z" />
          </svg>
          {wrong}
        </p>
      )}
      <div className={styles.scroll} {...walk.around}>
        <table className={styles.heat}>
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{down.title}</span>
              </th>
              {across.items.map((item, at) => (
                <th key={`${item.kind} ${JSON.stringify(item.key)}`} scope="col">
                  {ticks[at]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {down.items.map((item, row) => (
              <tr key={`${item.kind} ${JSON.stringify(item.key)}`}>
                <th scope="row">{itemText(item, t)}</th>
                {across.items.map((head, column) => {
                  const cell = cellAt([row, column]);
                  const size = sizeOf(cell);
                  if (!cell || !measure) return <td key={`${head.kind} ${JSON.stringify(head.key)}`} />;
                  const said = `${cellText(figures, cell, t, i18n.language)}${cell.marked ? `${t('charts.comma')}${wrong}` : ''}`;
                  return (
                    <td key={`${head.kind} ${JSON.stringify(head.key)}`}>
                      <button
                        type="button"
                        className={classes(styles.cell, size !== null && styles[`step${stepOf(size, low, high)}`], cell.marked && styles.wrong)}
                        aria-label={said}
                        aria-disabled={cell.drill ? undefined : true}
                        onClick={() => cell.drill && onOpen(cell)}
                        {...walk.mark(row, column)}
                      >
                        {numberText(cell.value, measure, t, i18n.language)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
