/** One of a few known options: the platform's own list, so that phone, keyboard and reader know it. */
import type { Ref } from 'react';
import { classes } from '../classes';
import { controlAttributes, type ControlProps } from '../control';
import { Icon } from '../Icon/Icon';
import control from '../control.module.css';
import styles from './Select.module.css';

export interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

interface Props extends ControlProps {
  value: string | null;
  onChange: (value: string | null) => void;
  options: Option[];
  /** Words of the empty option; without it nothing can be unset. */
  empty?: string;
  ref?: Ref<HTMLSelectElement>;
}

export function Select({ value, onChange, options, empty, ref, ...props }: Props) {
  return (
    <span className={styles.frame}>
      <select
        {...controlAttributes(props)}
        ref={ref}
        className={classes(control.control, styles.select, props.size === 'small' && control.small, !value && styles.unset)}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || null)}
      >
        {(empty !== undefined || !value) && <option value="">{empty ?? ''}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="down" size={14} className={styles.arrow} />
    </span>
  );
}
