/** Several lines of text; grows with its content up to twelve lines. */
import type { Ref } from 'react';
import { classes } from '../classes';
import { controlAttributes, type ControlProps } from '../control';
import control from '../control.module.css';
import styles from './TextArea.module.css';

interface Props extends ControlProps {
  value: string;
  onChange: (text: string) => void;
  rows?: number;
  maxLength?: number;
  ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ value, onChange, rows = 3, maxLength, ref, ...props }: Props) {
  return (
    <textarea {...controlAttributes(props)} ref={ref} className={classes(control.control, styles.area)} rows={rows} maxLength={maxLength} value={value} onChange={(event) => onChange(event.target.value)} />
  );
}
