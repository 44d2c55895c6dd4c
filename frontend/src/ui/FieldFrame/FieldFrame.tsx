/** Label above, control, then hint or error: the frame of every input. Pass `describedBy(id, …)` to the control. */
import { useTranslation } from '../../i18n/useTranslation';
import type { ReactNode } from 'react';
import { Icon } from '../Icon/Icon';
import { classes } from '../classes';
import styles from './FieldFrame.module.css';

interface Props {
  id: string;
  label: string;
  children: ReactNode;
  required?: boolean;
  /** Marks the optional ones where most are required. */
  optional?: boolean;
  hint?: ReactNode;
  error?: string | null;
  /** Told in place of an error that there is not; it keeps nothing from being sent. */
  warning?: string | null;
  /** Set when `children` is a group (radios, photos) and not one control: a label cannot point at it. */
  group?: boolean;
  wide?: boolean;
  aside?: ReactNode;
}

export function describedBy(id: string, { hint, error }: { hint?: unknown; error?: unknown }): string | undefined {
  return [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || undefined;
}

export function FieldFrame({ id, label, children, required, optional, hint, error, warning, group, wide, aside }: Props) {
  const { t } = useTranslation();
  const words = (
    <>
      {label}
      {required && (
        <span className={styles.required} aria-hidden="true">
          *
        </span>
      )}
      {optional && <span className={styles.optional}>{t('common.optional')}</span>}
    </>
  );
  return (
    <div className={classes(styles.frame, wide && styles.wide)} data-field={id} data-wrong={error || warning ? '' : undefined} role={group ? 'group' : undefined} aria-labelledby={group ? `${id}-label` : undefined}>
      <div className={styles.top}>
        {group ? (
          <span id={`${id}-label`} className={styles.label}>
            {words}
          </span>
        ) : (
          <label id={`${id}-label`} htmlFor={id} className={styles.label}>
            {words}
          </label>
        )}
        {aside}
      </div>
      {children}
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          <Icon name="warn" size={14} />
          {error}
        </p>
      )}
      {warning && !error && (
        <p className={classes(styles.error, styles.warning)} role="status">
          <Icon name="warn" size={14} />
          {warning}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
