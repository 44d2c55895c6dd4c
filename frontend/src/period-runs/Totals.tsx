/** The totals of a run, with what stood before where that is another. */
import { useTranslation } from '../i18n/useTranslation';
import type { Schemas } from '../api/types';
import { figure } from '../lib/numbers';
import styles from './periodRuns.module.css';

export function Totals({ sheet, run, before }: { sheet: Schemas['PeriodSheet']; run: Schemas['PeriodRun']; before?: boolean }) {
  const { i18n } = useTranslation();
  return (
    <span className={styles.totals}>
      {run.totals.map((total) => (
        <span key={total.key} className={styles.total}>
          <small>{sheet.results.find((one) => one.key === total.key)?.title ?? total.key}</small>
          <b>{figure(total.now, i18n.language)}</b>
          {before && total.before !== total.now && <del>{figure(total.before, i18n.language)}</del>}
        </span>
      ))}
    </span>
  );
}
