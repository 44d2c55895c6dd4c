/** The phone's own wheel for days and moments: larger, known and in the phone's language. */
import { controlAttributes, type ControlProps } from '../../ui/control';
import styles from '../../ui/control.module.css';

interface Props extends ControlProps {
  type: 'date' | 'datetime-local' | 'time';
  value: string;
  onChange: (text: string) => void;
}

const latest = { date: '9999-12-31', 'datetime-local': '9999-12-31T23:59', time: undefined };

export function NativePicker({ type, value, onChange, ...props }: Props) {
  return <input {...controlAttributes(props)} type={type} className={styles.control} value={value} max={latest[type]} onChange={(event) => onChange(event.target.value)} />;
}
