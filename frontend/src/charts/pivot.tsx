/** Pivot: rows within rows that fold, columns and metrics across, heads that stay, totals last. */
import { useTranslation } from '../i18n/useTranslation';
import { defineChart, type ChartProps } from '../lib/defineChart';
import { classes } from '../ui/classes';
import { CellNumber } from './parts/FiguresTable';
import { FoldedName } from './parts/FoldedName';
import { useFolding } from './parts/folding';
import { useWalk } from './parts/walk';
import { axisAt, itemText, placed } from './parts/words';
import styles from './parts/parts.module.css';

export default defineChart({ key: 'pivot', Chart: PivotChart });

function PivotChart({ figures, title, onOpen }: ChartProps) {
  const { t } = useTranslation();
  const [down, across] = [axisAt(figures, 0), axisAt(figures, 1)];
  const folding = useFolding(down.items);
  const walk = useWalk();
  const cellAt = placed(figures);
  const several = figures.measures.length > 1;
  return (
    <div className={styles.scroll} role="group" aria-label={title} {...walk.around}>
      <table className={classes(styles.table, styles.pivot)}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={several ? 2 : 1}>
              {down.title}
            </th>
            {across.items.map((item) => (
              <th key={`${item.kind} ${JSON.stringify(item.key)}`} scope="colgroup" colSpan={figures.measures.length} className={styles.number}>
                {itemText(item, t)}
              </th>
            ))}
          </tr>
          {several && (
            <tr>
              {across.items.flatMap((item) =>
                figures.measures.map((measure) => (
                  <th key={`${item.kind} ${JSON.stringify(item.key)} ${measure.title}`} scope="col" className={styles.number}>
                    {measure.title}
                  </th>
                )),
              )}
            </tr>
          )}
        </thead>
        <tbody>
          {down.items.map(
            (item, row) =>
              folding.seen(row) && (
                <tr key={`${row} ${JSON.stringify(item.key)}`} className={item.kind === 'total' ? styles.total : undefined}>
                  <th scope="row">
                    <FoldedName item={item} at={row} folding={folding} />
                  </th>
                  {across.items.flatMap((head, column) =>
                    figures.measures.map((_, measure) => (
                      <td key={`${head.kind} ${JSON.stringify(head.key)} ${measure}`} className={classes(styles.number, head.kind === 'total' && styles.totalCell)}>
                        <CellNumber cell={cellAt([row, column], measure)} figures={figures} onOpen={onOpen} mark={walk.mark(row, column * figures.measures.length + measure)} />
                      </td>
                    )),
                  )}
                </tr>
              ),
          )}
        </tbody>
      </table>
    </div>
  );
}
