/** Which series is which: a word beside a sample with its colour and its dash or pattern. */
import { useTranslation } from '../../i18n/useTranslation';
import type { FigureItem } from '../../api/charts';
import { dashes, hueOf } from './look';
import { patternOf } from './patterns';
import { itemText } from './words';
import styles from './parts.module.css';

export function SeriesKey({ items, as }: { items: readonly FigureItem[]; as: 'line' | 'area' }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.key}>
      {items.map((item, at) => {
        const hue = hueOf(item, at);
        return (
          <li key={`${item.kind} ${JSON.stringify(item.key)}`}>
            <svg width="24" height="12" viewBox="0 0 24 12" aria-hidden="true" style={{ color: `var(--lw-chart-${hue + 1})` }}>
              {as === 'line' ? <path d="M0 6h24" stroke="currentColor" strokeWidth="2" strokeDasharray={dashes[hue]?.join(' ')} /> : <rect width="24" height="12" rx="2" fill="currentColor" />}
              {as === 'area' && <path d={patternOf(hue).sample} stroke="var(--lw-bg-container)" strokeWidth="1.5" fill="none" />}
            </svg>
            {itemText(item, t)}
          </li>
        );
      })}
    </ul>
  );
}
