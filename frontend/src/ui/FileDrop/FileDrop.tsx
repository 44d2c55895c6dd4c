/** A place to drop a file or press to choose one. */
import { useRef, useState, type ReactNode } from 'react';
import { Icon } from '../Icon/Icon';
import { classes } from '../classes';
import styles from './FileDrop.module.css';

interface Props {
  id?: string;
  title: string;
  hint?: ReactNode;
  accept?: string;
  multiple?: boolean;
  busy?: boolean;
  invalid?: boolean;
  describedBy?: string;
  onFiles: (files: File[]) => void;
  /** One row high, for forms. */
  small?: boolean;
}

export function FileDrop({ id, title, hint, accept, multiple, busy, invalid, describedBy, onFiles, small }: Props) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  return (
    <label
      className={classes(styles.drop, small && styles.small, over && styles.over, invalid && styles.invalid)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files].slice(0, multiple ? undefined : 1));
      }}
    >
      <Icon name="upload" size={small ? 16 : 20} />
      <b>{title}</b>
      {hint && <span className={styles.hint}>{hint}</span>}
      <input
        id={id}
        ref={input}
        type="file"
        className="visually-hidden"
        accept={accept}
        multiple={multiple}
        disabled={busy}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </label>
  );
}
