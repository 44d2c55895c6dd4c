/** A tick box with its words, or a switch for what takes effect at once. */
import type { ReactNode } from 'react';
import styles from './Checkbox.module.css';

interface Props {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children?: ReactNode;
  label?: string;
  id?: string;
  disabled?: boolean;
  describedBy?: string;
  invalid?: boolean;
}

export function Checkbox({ checked, onChange, children, label, id, disabled, describedBy, invalid }: Props) {
  return (
    <label className={styles.line}>
      <input id={id} type="checkbox" className={styles.box} checked={checked} disabled={disabled} aria-label={label} aria-describedby={describedBy} aria-invalid={invalid || undefined} onChange={(event) => onChange(event.target.checked)} />
      {children && <span>{children}</span>}
    </label>
  );
}

export function Switch({ checked, onChange, children, label, id, disabled }: Props) {
  return (
    <label className={styles.line}>
      <input id={id} type="checkbox" role="switch" className={styles.switch} checked={checked} disabled={disabled} aria-label={label} onChange={(event) => onChange(event.target.checked)} />
      {children && <span>{children}</span>}
    </label>
  );
}
