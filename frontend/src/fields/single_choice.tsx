/** One of several options. Value: the option's key, or null. */
import { defineField } from '../lib/defineField';
import { OptionBox } from '../ui/OptionBox/OptionBox';
import { Select } from '../ui/Select/Select';
import { Tag, hueOf } from '../ui/Tag/Tag';
import { useTranslation } from '../i18n/useTranslation';
import { Chips } from './parts/Chips';
import { OptionFilter } from './parts/FilterValue';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import { named, open, type OptionSetting } from './parts/options';
import styles from './parts/parts.module.css';

interface Settings {
  options?: OptionSetting[];
}

/** In a longer list one types faster than one looks. */
const mostListed = 7;
/** More options than this do not fit a thumb's reach as chips. */
const mostChips = 6;

export default defineField<string | null, Settings>({
  key: 'single_choice',
  palette: ['common', 7],
  icon: 'option',
  width: 112,
  phoneGroup: true,
  Input: (props) => {
    const { t } = useTranslation();
    if (named(props.settings.options).length > mostListed) {
      return (
        <span className={styles.short}>
          <OptionBox {...control(props)} value={props.value ?? null} onChange={props.onChange} options={named(props.settings.options).map(({ key, title }) => ({ value: key, label: title }))} />
        </span>
      );
    }
    return (
      <span className={styles.short}>
        <Select
          {...control(props)}
          value={props.value ?? null}
          onChange={props.onChange}
          empty={props.required ? undefined : t('fields.none')}
          options={open(props.settings.options, [props.value ?? '']).map(({ key, title }) => ({ value: key, label: title }))}
        />
      </span>
    );
  },
  PhoneInput: (props) => {
    const { t } = useTranslation();
    const options = open(props.settings.options, [props.value ?? '']);
    if (options.length > mostChips) {
      return (
        <Select
          {...control(props)}
          label={props.label}
          value={props.value ?? null}
          onChange={props.onChange}
          empty={props.required ? t('fields.choose') : t('fields.none')}
          options={options.map(({ key, title }) => ({ value: key, label: title }))}
        />
      );
    }
    return <Chips {...control(props)} label={props.label} value={props.value ?? null} options={options} onChange={props.onChange} />;
  },
  Cell: ({ value, settings }) => {
    const options = named(settings.options);
    const place = options.findIndex(({ key }) => key === value);
    if (!value) return <Missing />;
    return place < 0 ? <Tag tone="line">{value}</Tag> : <Tag hue={hueOf(place)}>{options[place]?.title}</Tag>;
  },
  Display: ({ value, settings }) => (value ? <>{titleOf(value, settings)}</> : <Missing />),
  Filter: (props) => <OptionFilter {...props} options={named((props.field.settings as Settings).options)} />,
  text: (value, settings) => (value ? titleOf(value, settings) : ''),
});

function titleOf(value: string, settings: Settings): string {
  return named(settings.options).find(({ key }) => key === value)?.title ?? value;
}
