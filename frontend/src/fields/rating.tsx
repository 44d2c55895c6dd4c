/** So many stars. Value: a whole number from 1, or null. */
import { defineField } from '../lib/defineField';
import { Icon } from '../ui/Icon/Icon';
import { classes } from '../ui/classes';
import { NumberFilter } from './parts/FilterValue';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import { outside } from './parts/faults';
import styles from './parts/parts.module.css';
import { useTranslation } from '../i18n/useTranslation';

interface Settings {
  most?: number;
}

const mostOf = (settings: Settings) => settings.most ?? 5;
const words = (value: number, settings: Settings) => `${value}/${mostOf(settings)}`;
const numberOf = (text: unknown) => (typeof text === 'string' && /^\d{1,2}$/.test(text) ? Number(text) : text);

export default defineField<number | null, Settings>({
  key: 'rating',
  palette: ['evidence', 4],
  icon: 'star',
  align: 'right',
  width: 72,
  group: true,
  phoneGroup: true,
  Input: (props) => {
    const { t } = useTranslation();
    const own = control(props);
    return (
      <div role="radiogroup" aria-label={props.label} aria-invalid={props.invalid || undefined} className={classes(styles.stars, props.invalid && styles.invalidStars)}>
        {Array.from({ length: mostOf(props.settings) }, (_, place) => place + 1).map((star) => (
          <label key={star} className={classes(styles.star, star <= (props.value ?? 0) && styles.lit)}>
            <input
              id={star === 1 ? own.id : `${own.id}-${star}`}
              type="radio"
              name={own.id}
              checked={props.value === star}
              disabled={own.disabled}
              aria-label={t('typed.rating.stars', { count: star })}
              aria-describedby={own.describedBy}
              onBlur={own.onBlur}
              onChange={() => props.onChange(star)}
              // A second press takes the stars back; a radio alone could not.
              onClick={() => {
                if (props.value === star && !props.required) props.onChange(null);
              }}
            />
            <Icon name="star" size={20} />
          </label>
        ))}
      </div>
    );
  },
  Cell: ({ value, settings }) => <span className={styles.figure}>{value === null || value === undefined ? <Missing /> : words(value, settings)}</span>,
  Display: ({ value, settings }) =>
    value === null || value === undefined ? (
      <Missing />
    ) : (
      <span className={styles.starred}>
        <Icon name="star" size={14} />
        {words(value, settings)}
      </span>
    ),
  Filter: ({ onChange, operator, value, ...props }) => {
    const many = operator === 'one_of';
    return <NumberFilter {...props} operator={operator} value={Array.isArray(value) ? value[0] : value} places={0} onChange={(text) => onChange(many ? (text === null ? [] : [numberOf(text)]) : numberOf(text))} />;
  },
  text: (value, settings) => (value === null || value === undefined ? '' : words(value, settings)),
  expressionType: () => 'integer',
  problem: (value, settings) => (Number.isInteger(value) ? outside(value ?? 0, 1, mostOf(settings), (one, other) => one < other) : { key: 'fields.integer.odd' }),
});
