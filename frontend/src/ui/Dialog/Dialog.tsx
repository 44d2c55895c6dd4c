/** A dialog over the page: keeps the focus, gives it back, closes on Escape. The foot holds its one solid button. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { Button } from '../Button/Button';
import { classes } from '../classes';
import styles from './Dialog.module.css';

interface Props {
  title: string;
  subtitle?: ReactNode;
  mark?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
  onClose: () => void;
  wide?: boolean;
  /** The body has no padding of its own. */
  flush?: boolean;
  /** While something runs that cannot be left half-way. */
  locked?: boolean;
}

export function Dialog({ title, subtitle, mark, children, foot, onClose, wide, flush, locked }: Props) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = frame.current;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // The browser would put the focus on the close button, which is the last thing wanted.
      const wanted = dialog.querySelector<HTMLElement>('[autofocus], [data-autofocus]');
      (wanted ?? dialog).focus();
    }
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={frame}
      tabIndex={-1}
      className={classes(styles.dialog, wide && styles.wide)}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        if (!locked) onClose();
      }}
    >
      <header className={styles.head}>
        {mark}
        <div className={styles.words}>
          <h2 id="dialog-title">{title}</h2>
          {subtitle && <p>{subtitle}</p>}
        </div>
        {!locked && <Button variant="quiet" icon="close" label={t('common.close')} onClick={onClose} />}
      </header>
      <div className={classes(styles.body, flush && styles.flush)}>{children}</div>
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </dialog>
  );
}
