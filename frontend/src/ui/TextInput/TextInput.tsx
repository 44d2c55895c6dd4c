/** One line of text. `icon` stands inside at the start, `unit` at the end. */
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { Icon, type IconName } from '../Icon/Icon';
import { classes } from '../classes';
import { composing, controlAttributes, type ControlProps } from '../control';
import styles from '../control.module.css';

export interface TextInputProps extends ControlProps {
  value: string;
  onChange: (text: string) => void;
  type?: 'text' | 'password' | 'tel' | 'search' | 'email' | 'url';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'search';
  autoComplete?: string;
  maxLength?: number;
  icon?: IconName;
  unit?: ReactNode;
  /** Enter, but never the Enter that picks a candidate of an input method. */
  onEnter?: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  ref?: Ref<HTMLInputElement>;
  align?: 'left' | 'right';
}

export function TextInput({ value, onChange, type = 'text', inputMode, autoComplete = 'off', maxLength, icon, unit, onEnter, onKeyDown, ref, align, ...props }: TextInputProps) {
  const input = (className?: string) => (
    <input
      {...controlAttributes(props)}
      ref={ref}
      className={className}
      type={type}
      inputMode={inputMode}
      autoComplete={autoComplete}
      maxLength={maxLength}
      value={value}
      style={align === 'right' ? { textAlign: 'right' } : undefined}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && onEnter && !composing(event)) onEnter();
        onKeyDown?.(event);
      }}
    />
  );
  const small = props.size === 'small' && styles.small;
  if (!icon && !unit) return input(classes(styles.control, small));
  return (
    <span className={classes(styles.control, styles.box, small)}>
      {icon && <Icon name={icon} />}
      {input()}
      {unit && <span className={styles.unit}>{unit}</span>}
    </span>
  );
}
