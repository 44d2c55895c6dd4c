/** A few answers side by side, one of which is chosen: large enough for a thumb, and radios to the keyboard. */
import type { ControlProps } from '../../ui/control';
import { Icon } from '../../ui/Icon/Icon';
import { classes } from '../../ui/classes';
import styles from './parts.module.css';

interface Props extends ControlProps {
  label: string;
  value: string | null;
  options: { key: string; title: string }[];
  onChange: (key: string | null) => void;
}

export function Chips({ value, options, onChange, ...props }: Props) {
  return (
    <div role="radiogroup" aria-label={props.label} aria-invalid={props.invalid || undefined} className={classes(styles.chips, props.invalid && styles.invalidChips)}>
      {options.map(({ key, title }, place) => (
        <label key={key} className={styles.chip}>
          <input
            id={place === 0 ? props.id : `${props.id}-${key}`}
            type="radio"
            name={props.id}
            checked={value === key}
            disabled={props.disabled}
            aria-describedby={props.describedBy}
            onBlur={props.onBlur}
            onChange={() => onChange(key)}
            // A second tap takes an optional answer back; a radio alone could not.
            onClick={() => {
              if (value === key && !props.required) onChange(null);
            }}
          />
          <Icon name="check" size={18} />
          {title}
        </label>
      ))}
    </div>
  );
}
