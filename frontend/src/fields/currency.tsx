/** Money: typed in yuan, read back in 万. Value: decimal text such as "600000.00", or null. Text stays text; a float would lose fen. */
import { useTranslation } from '../i18n/useTranslation';
import { defineField } from '../lib/defineField';
import { figure, grouped, shifted, trimmed } from '../lib/numbers';
import { NumberInput } from '../ui/NumberInput/NumberInput';
import { NumberFilter } from './parts/FilterValue';
import { Missing } from './parts/Missing';
import { inCapitals } from './parts/capitals';
import { control } from './parts/control';
import { isLess } from './parts/decimals';
import { outside } from './parts/faults';
import styles from './parts/parts.module.css';

interface Settings {
  currency?: string;
  minimum?: string | null;
  maximum?: string | null;
  /** Lists show it to the cent. */
  exact?: boolean;
  capitals?: boolean;
}

const signs: Record<string, string> = { CNY: '¥', USD: '$', EUR: '€', HKD: 'HK$', JPY: '¥' };
const signOf = (settings: Settings) => signs[settings.currency ?? 'CNY'] ?? `${settings.currency} `;

/** One unit for the whole column: 万 in Chinese, thousands in English. */
const columnShift = (locale: string) => (locale === 'en' ? 3 : 4);
const isAmount = (value: unknown): value is string => typeof value === 'string' && /^-?\d{1,15}(\.\d{1,2})?$/.test(value);

export default defineField<string | null, Settings>({
  key: 'currency',
  palette: ['common', 4],
  icon: 'yen',
  align: 'right',
  width: 120,
  Input: (props) => {
    const { t, i18n } = useTranslation();
    const large = isAmount(props.value) && !isLess(props.value.replace('-', ''), '10000');
    return (
      <span className={styles.short}>
        <NumberInput
          {...control(props)}
          places={2}
          value={props.value ?? null}
          unit={[large ? `= ${figure(props.value, i18n.language)}` : '', t('fields.currency.unit', { context: props.settings.currency ?? 'CNY' })].filter(Boolean).join(' ')}
          onChange={props.onChange}
        />
      </span>
    );
  },
  Cell: ({ value, settings }) => {
    const { i18n } = useTranslation();
    if (value === null || value === undefined) return <span className={styles.figure}><Missing /></span>;
    return (
      <span className={styles.figure} title={exact(value, settings)}>
        {isAmount(value) ? grouped(settings.exact ? shifted(value, 0, 2) : shifted(value, columnShift(i18n.language), 1)) : value}
      </span>
    );
  },
  Display: ({ value, settings }) => {
    const { i18n } = useTranslation();
    if (value === null || value === undefined) return <Missing />;
    const short = figure(value, i18n.language);
    return (
      <>
        <span className={styles.strong}>{signOf(settings) + short}</span>
        {short !== grouped(trimmed(value)) && <span className={styles.exact}>{exact(value, settings)}</span>}
        {settings.capitals && isAmount(value) && <span className={styles.exact}>{inCapitals(value)}</span>}
      </>
    );
  },
  Filter: (props) => <NumberFilter {...props} places={2} />,
  headerUnit(settings, locale) {
    const [name, home] = [settings.currency ?? 'CNY', (settings.currency ?? 'CNY') === 'CNY'];
    if (settings.exact) return home && locale !== 'en' ? '元' : name;
    return (home ? '' : `${name} `) + (locale === 'en' ? 'k' : home ? '万元' : '万');
  },
  brief: (value, settings, locale) => (value === null ? '' : signOf(settings) + figure(value, locale)),
  text: (value, settings) => (value === null || value === undefined ? '' : exact(value, settings)),
  places: () => 2,
  expressionType: () => 'decimal',
  problem(value, { minimum, maximum }) {
    if (!isAmount(value)) return { key: 'fields.currency.odd' };
    return outside(value, minimum, maximum, isLess);
  },
});

function exact(value: string, settings: Settings): string {
  return `${signOf(settings)}${grouped(trimmed(value))}`;
}
