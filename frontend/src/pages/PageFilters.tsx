/** The filters of a page: what is chosen stands in the URL, and every block that can follows it. */
import { useTranslation } from '../i18n/useTranslation';
import type { Chosen, PageFilter } from '../api/pages';
import type { MetricPeriod } from '../api/types';
import { periodText } from '../metrics/figures';
import { Button } from '../ui/Button/Button';
import { PersonPicker } from '../ui/PersonPicker/PersonPicker';
import { Select } from '../ui/Select/Select';
import { Verdict } from '../ui/Verdict/Verdict';
import { inUnit, periodUnits, stepped } from '../lib/periods';
import styles from './pages.module.css';

interface Props {
  filters: PageFilter[];
  chosen: Chosen;
  period: MetricPeriod | null;
  onChoose: (key: string, value: string | null) => void;
  /** Back to what the page begins with; absent where that is shown. */
  onReset?: () => void;
}

export function PageFilters({ filters, chosen, period, onChoose, onReset }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.filters} role="group" aria-label={t('pages.filters')}>
      {filters.map((filter) => {
        const value = chosen[filter.key] === undefined ? filter.value : (chosen[filter.key] ?? null);
        const choose = (next: string | null) => onChoose(filter.key, next);
        if (filter.control === 'period') return <Period key={filter.key} title={filter.title} period={period} onChoose={choose} />;
        if (filter.control === 'person') {
          return (
            <span key={filter.key} className={styles.person}>
              <PersonPicker size="small" label={filter.title} value={value} onChange={choose} placeholder={t('pages.allIn', { title: filter.title })} />
            </span>
          );
        }
        return <Select key={filter.key} size="small" label={filter.title} value={value} onChange={choose} empty={t('pages.allIn', { title: filter.title })} options={filter.options} />;
      })}
      {onReset && (
        <Button size="small" variant="quiet" icon="undo" onClick={onReset}>
          {t('pages.reset')}
        </Button>
      )}
      <p className={styles.legend}>
        {(['green', 'yellow', 'red'] as const).map((one) => (
          <Verdict key={one} kind={({ green: 'good', yellow: 'warning', red: 'bad' } as const)[one]}>{t(`metrics.verdicts.${one}`)}</Verdict>
        ))}
        <span>{t('pages.dashed')}</span>
      </p>
    </div>
  );
}

function Period({ title, period, onChoose }: { title: string; period: MetricPeriod | null; onChoose: (value: string) => void }) {
  const { t } = useTranslation();
  return (
    <span className={styles.period} role="group" aria-label={title}>
      <span className={styles.units}>
        {periodUnits.map((unit) => (
          <Button key={unit} size="small" variant="quiet" pressed={period?.unit === unit} disabled={!period} onClick={() => period && onChoose(inUnit(period, unit))}>
            {t(`pages.units.${unit}`)}
          </Button>
        ))}
      </span>
      <span className={styles.steps}>
        <Button size="small" variant="quiet" icon="left" label={t('pages.before')} disabled={!period} onClick={() => period && onChoose(stepped(period, -1))} />
        <output>{period ? periodText(period, t) : '…'}</output>
        <Button size="small" variant="quiet" icon="right" label={t('pages.after')} disabled={!period || period.running} onClick={() => period && onChoose(stepped(period, 1))} />
      </span>
    </span>
  );
}
