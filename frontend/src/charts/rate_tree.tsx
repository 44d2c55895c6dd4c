/** Rate tree: of each part its share, its rate, its gap to the whole and by how much it moves the whole; the largest loss is named. */
import { useTranslation } from '../i18n/useTranslation';
import { defineChart, type ChartProps } from '../lib/defineChart';
import { classes } from '../ui/classes';
import { CellNumber } from './parts/FiguresTable';
import { FoldedName } from './parts/FoldedName';
import { useFolding } from './parts/folding';
import { useWalk } from './parts/walk';
import { axisAt, numberText, placed, sizeOf } from './parts/words';
import styles from './parts/parts.module.css';

export default defineChart({ key: 'rate_tree', Chart: RateTree });

function RateTree({ figures, title, onOpen }: ChartProps) {
  const { t, i18n } = useTranslation();
  const tree = axisAt(figures, 0);
  const folding = useFolding(tree.items);
  const walk = useWalk();
  const cellAt = placed(figures);
  const [own, share, gap, effect] = figures.measures;
  const bad = own?.good === 'low' ? -1 : 1;
  const effects = tree.items.map((_, at) => (sizeOf(cellAt([at], 3)) ?? 0) * bad);
  const reach = Math.max(...effects.map(Math.abs)) || 1;
  // On each level the part that costs the whole most.
  const worst = new Set(
    [...new Set(tree.items.map((item) => item.level))].flatMap((level) => {
      const places = tree.items.flatMap((item, at) => (item.level === level && item.level > 0 ? [at] : []));
      const least = Math.min(...places.map((at) => effects[at] ?? 0));
      return least < 0 ? [places.find((at) => effects[at] === least)] : [];
    }),
  );
  if (!own || !share || !gap || !effect) return null;
  const say = (at: number, measure: number) => {
    const cell = cellAt([at], measure);
    const kind = figures.measures[measure];
    return cell && kind ? numberText(cell.value, kind, t, i18n.language) : '';
  };
  return (
    <div className={styles.scroll} role="group" aria-label={title} {...walk.around}>
      <table className={classes(styles.table, styles.tree)}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{tree.title}</th>
            {[own, share, gap].map((measure) => (
              <th key={measure.title} scope="col" className={styles.number}>
                {measure.title}
              </th>
            ))}
            <th scope="col" colSpan={2}>
              {effect.title}
            </th>
          </tr>
        </thead>
        <tbody>
          {tree.items.map(
            (item, at) =>
              folding.seen(at) && (
                <tr key={`${at} ${JSON.stringify(item.key)}`} className={item.kind === 'all' ? styles.total : undefined}>
                  <th scope="row">
                    <FoldedName item={item} at={at} folding={folding} />
                  </th>
                  <td className={styles.number}>
                    <CellNumber cell={cellAt([at])} figures={figures} onOpen={onOpen} mark={walk.mark(at, 0)} />
                  </td>
                  <td className={styles.number}>{say(at, 1)}</td>
                  <td className={styles.number}>{item.level > 0 && say(at, 2)}</td>
                  <td className={styles.effect}>
                    {item.level > 0 && (
                      <svg preserveAspectRatio="none" viewBox="-50 0 100 1" aria-hidden="true">
                        <rect className={(effects[at] ?? 0) < 0 ? styles.loss : undefined} x={Math.min(0, (50 * (effects[at] ?? 0)) / reach)} width={Math.abs((50 * (effects[at] ?? 0)) / reach)} height="1" />
                      </svg>
                    )}
                  </td>
                  <td>
                    {item.level > 0 && say(at, 3)}
                    {worst.has(at) && <strong className={styles.worst}>{t('charts.lostMost')}</strong>}
                  </td>
                </tr>
              ),
          )}
        </tbody>
      </table>
    </div>
  );
}
