/** A button: one solid per region. `icon` alone needs a `label`; `shortcut` is shown on it. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon, type IconName } from '../Icon/Icon';
import { classes } from '../classes';
import styles from './Button.module.css';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  children?: ReactNode;
  variant?: 'solid' | 'line' | 'quiet' | 'danger';
  size?: 'small' | 'default' | 'large';
  icon?: IconName;
  iconAfter?: IconName;
  shortcut?: string;
  /** Needed when there are no words on the button. */
  label?: string;
  pressed?: boolean;
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ children, variant = 'line', size = 'default', icon, iconAfter, shortcut, label, pressed, busy, className, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(styles.button, styles[variant], styles[size], !children && styles.only, pressed && styles.pressed, className)}
      aria-label={label ?? rest['aria-label']}
      title={rest.title ?? (label && shortcut ? `${label} ${shortcut}` : label)}
      aria-pressed={pressed}
      aria-busy={busy || undefined}
      aria-keyshortcuts={shortcut}
      disabled={disabled || busy}
    >
      {busy ? <span className={styles.spin} aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
      {iconAfter && <Icon name={iconAfter} />}
      {shortcut && children && <Kbd>{shortcut}</Kbd>}
    </button>
  );
}

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className={styles.kbd} aria-hidden="true">
      {children}
    </kbd>
  );
}
