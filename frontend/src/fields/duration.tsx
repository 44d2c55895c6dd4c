/** How long something takes, typed as 1h30m or 1小时30分. Value: ISO 8601 text ("PT1H30M"), null, or text that is no span. */
import { useTranslation } from '../i18n/useTranslation';
import { currentLocale } from '../i18n/i18n';
import { defineField } from '../lib/defineField';
import { Missing } from './parts/Missing';
import { TypedInput } from './parts/TypedInput';
import { control } from './parts/control';
import { outside } from './parts/faults';
import { readSpan, secondsOf, spanText } from './parts/spans';
import styles from './parts/parts.module.css';

interface Settings {
  minimum?: string | null;
  maximum?: string | null;
  largest?: string;
}

const longest = 3600 * 999_999;

function isShorter(one: string, other: string): boolean {
  return (secondsOf(one) ?? 0) < (secondsOf(other) ?? 0);
}

export default defineField<string | null, Settings>({
  key: 'duration',
  icon: 'clock',
  align: 'right',
  width: 112,
  Input: (props) => {
    const { t, i18n } = useTranslation();
    return (
      <span className={styles.short}>
        <TypedInput {...control(props)} placeholder={t('typed.duration.example')} value={props.value ?? null} show={(value) => spanText(value, i18n.language, props.settings.largest)} read={readSpan} onChange={props.onChange} />
      </span>
    );
  },
  Cell: ({ value, settings }) => {
    const { i18n } = useTranslation();
    return <span className={styles.figure}>{value ? spanText(value, i18n.language, settings.largest) : <Missing />}</span>;
  },
  Display: ({ value, settings }) => {
    const { i18n } = useTranslation();
    return value ? <>{spanText(value, i18n.language, settings.largest)}</> : <Missing />;
  },
  Filter: ({ value, onChange, label, field }) => (
    <TypedInput size="small" label={label} value={typeof value === 'string' ? value : null} show={(iso) => spanText(iso, currentLocale(), (field.settings as Settings).largest)} read={readSpan} onChange={onChange} />
  ),
  text: (value, { largest }) => (value ? spanText(value, currentLocale(), largest) : ''),
  expressionType: () => 'duration',
  problem(value, { minimum, maximum, largest }) {
    const seconds = secondsOf(value);
    if (seconds === null || seconds > longest) return { key: 'typed.duration.odd' };
    const fault = outside(value ?? '', minimum, maximum, isShorter);
    return fault && { ...fault, words: { limit: spanText(String(fault.words?.limit), currentLocale(), largest) } };
  },
});
