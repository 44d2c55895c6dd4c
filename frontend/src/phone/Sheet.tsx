/** A sheet from below: keeps the focus and gives it back; closes by Escape, by its handle and by a tap beside it. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import styles from './Sheet.module.css';

interface Props {
  label: string;
  onClose: () => void;
  children: ReactNode;
  /** The bar at thumb height. */
  foot?: ReactNode;
}

export function Sheet({ label, onClose, children, foot }: Props) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDialogElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const dialog = frame.current;
    if (dialog && !dialog.open) dialog.showModal();
    // The content is read first; a dialog would focus its handle.
    content.current?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={frame}
      className={styles.sheet}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <button type="button" className={styles.handle} aria-label={t('common.close')} onClick={onClose}>
        <span />
      </button>
      <div ref={content} className={styles.body} tabIndex={-1}>{children}</div>
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </dialog>
  );
}
