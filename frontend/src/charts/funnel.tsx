/** Funnel: a bar for each step from zero, its share of the first, and between two steps what was lost, in words. */
import type { CSSProperties } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { FigureCell } from '../api/charts';
import { defineChart, type ChartProps } from '../lib/defineChart';
import { useWalk } from './parts/walk';
import { axisAt, itemText, numberText, placed, sizeOf, unitText } from './parts/words';
import styles from './parts/parts.module.css';

export default defineChart({ key: 'funnel', Chart: FunnelChart });

function FunnelChart({ figures, title, onOpen }: ChartProps) {
  const { t, i18n } = useTranslation();
  const walk = useWalk();
  const cellAt = placed(figures);
  const steps = axisAt(figures, 0).items;
  const most = Math.max(...steps.map((_, at) => sizeOf(cellAt([at])) ?? 0), 0) || 1;
  const [own, share] = figures.measures;
  const first = steps.findIndex((_, at) => cellAt([at])?.drill);
  if (!own || !share) return null;
  return (
    <ol className={styles.funnel} aria-label={title} {...walk.around}>
      {steps.map((item, at) => {
        const cell = cellAt([at]);
        const value = unitText(cell?.value ?? null, own, t, i18n.language);
        return (
          <li key={`${item.kind} ${JSON.stringify(item.key)}`}>
            {at > 0 && <Lost cell={cellAt([at], 3)} words={lostText(cellAt([at], 3), cellAt([at], 2))} onOpen={onOpen} />}
            <div className={styles.step}>
              <span className={styles.stepName}>{itemText(item, t)}</span>
              <span className={styles.stepBar}>
                <i style={{ '--share': Math.max(0, sizeOf(cell) ?? 0) / most } as CSSProperties} />
                {cell?.drill ? (
                  <button type="button" className={styles.open} onClick={() => onOpen(cell)} {...walk.mark(at - first, 0)}>
                    {value}
                  </button>
                ) : (
                  <span>{value}</span>
                )}
              </span>
              <span className={styles.stepShare} title={share.title}>
                {numberText(cellAt([at], 1)?.value ?? null, share, t, i18n.language)}
              </span>
            </div>
          </li>
        );
      })}
    </ol>
  );

  function lostText(lost: FigureCell | undefined, kept: FigureCell | undefined): string {
    const loss = figures.measures[3];
    const rate = figures.measures[2];
    if (!lost || lost.value === null || !loss || !rate) return t('charts.lost.unknown');
    const more = lost.value.startsWith('-');
    const lostCount = unitText(lost.value.replace(/^-/, ''), loss, t, i18n.language);
    if (Number(lost.value) === 0) return t('charts.lost.none');
    return t(more ? 'charts.lost.more' : 'charts.lost.some', { lost: lostCount, rate: numberText(kept?.value ?? null, rate, t, i18n.language) });
  }
}

/** What was lost between two steps, and the way to it. */
function Lost({ cell, words, onOpen }: { cell: FigureCell | undefined; words: string; onOpen: ChartProps['onOpen'] }) {
  return (
    <p className={styles.lost}>
      {cell?.drill ? (
        <button type="button" className={styles.lostOpen} onClick={() => onOpen(cell)}>
          {words}
        </button>
      ) : (
        words
      )}
    </p>
  );
}
