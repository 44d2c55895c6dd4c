/** Yes or no. Value: true, false, or null for neither. */
import { useTranslation } from '../i18n/useTranslation';
import { currentLocale } from '../i18n/i18n';
import { defineField, type CellProps } from '../lib/defineField';
import { localized, type Localized } from '../lib/localized';
import { Icon } from '../ui/Icon/Icon';
import { Select } from '../ui/Select/Select';
import { Chips } from './parts/Chips';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import styles from './parts/parts.module.css';

interface Settings {
  yes?: Localized | null;
  no?: Localized | null;
}

const usual = { yes: { 'zh-CN': '是', en: 'Yes' }, no: { 'zh-CN': '否', en: 'No' } };
const word = (value: boolean, settings: Settings, locale?: string) => (value ? localized(settings.yes || usual.yes, locale) : localized(settings.no || usual.no, locale));
const keyOf = (value: unknown) => (value === true ? 'yes' : value === false ? 'no' : null);
const valueOf = (key: string | null) => (key === null ? null : key === 'yes');

function Word({ value, settings }: CellProps<boolean | null, Settings>) {
  const { i18n } = useTranslation();
  return value === null || value === undefined ? <Missing /> : <>{word(value, settings, i18n.language)}</>;
}

export default defineField<boolean | null, Settings>({
  key: 'yes_no',
  palette: ['common', 9],
  icon: 'check',
  width: 72,
  phoneGroup: true,
  Input: (props) => {
    const { t, i18n } = useTranslation();
    return (
      <span className={styles.date}>
        <Select
          {...control(props)}
          value={keyOf(props.value)}
          onChange={(key) => props.onChange(valueOf(key))}
          empty={props.required ? undefined : t('fields.none')}
          options={(['yes', 'no'] as const).map((key) => ({ value: key, label: word(key === 'yes', props.settings, i18n.language) }))}
        />
      </span>
    );
  },
  PhoneInput: (props) => {
    const { i18n } = useTranslation();
    const options = (['yes', 'no'] as const).map((key) => ({ key, title: word(key === 'yes', props.settings, i18n.language) }));
    return <Chips {...control(props)} label={props.label} value={keyOf(props.value)} options={options} onChange={(key) => props.onChange(valueOf(key))} />;
  },
  // A tick is found at a glance down a column; own words are shown as words.
  Cell: (props) =>
    props.value === true && !props.settings.yes ? (
      <span title={word(true, props.settings)}>
        <Icon name="check" size={16} />
        <span className={styles.unseen}>{word(true, props.settings)}</span>
      </span>
    ) : (
      <Word {...props} />
    ),
  Display: (props) => <Word {...props} />,
  Filter: ({ value, onChange, label, operator, field }) => {
    const { t } = useTranslation();
    const many = operator === 'one_of' || operator === 'none_of';
    return (
      <Select
        size="small"
        label={label}
        empty={t('fields.choose')}
        value={keyOf(Array.isArray(value) ? value[0] : value)}
        options={(['yes', 'no'] as const).map((key) => ({ value: key, label: word(key === 'yes', field.settings as Settings) }))}
        onChange={(key) => onChange(many ? (key ? [key === 'yes'] : []) : valueOf(key))}
      />
    );
  },
  text: (value, settings) => (value === null || value === undefined ? '' : word(value, settings, currentLocale())),
  expressionType: () => 'boolean',
});
