/** Floats beside its button: opens on press, closes on Escape, on a press outside, or when its content calls `close`. */
import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useAfloat } from '../afloat';
import { classes } from '../classes';
import styles from './Popover.module.css';

interface Props {
  /** Draws the button; spread `props` on it. */
  trigger: (props: { onClick: () => void; 'aria-expanded': boolean; 'aria-haspopup': 'dialog'; 'aria-controls': string | undefined }) => ReactNode;
  children: (close: () => void) => ReactNode;
  label: string;
  align?: 'start' | 'end';
  side?: 'below' | 'above' | 'right';
  className?: string;
}

export function Popover({ trigger, children, label, align = 'start', side = 'below', className }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const frame = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  // What stands to the right belongs to the rail, over everything as it is.
  const floats = side !== 'right';
  useAfloat(frame, panel, open && floats, { side: floats ? side : undefined, align, gap_px: 6 });

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: PointerEvent) => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setOpen(false);
      frame.current?.querySelector<HTMLElement>('button,[tabindex]')?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', escape, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', escape, true);
    };
  }, [open]);

  useLayoutEffect(() => {
    if (open) panel.current?.querySelector<HTMLElement>('[autofocus],input,button,a,[tabindex="0"]')?.focus();
  }, [open]);

  return (
    <span ref={frame} className={styles.frame}>
      {trigger({ onClick: () => setOpen((was) => !was), 'aria-expanded': open, 'aria-haspopup': 'dialog', 'aria-controls': open ? id : undefined })}
      {open && (
        <div ref={panel} popover={floats ? 'manual' : undefined} id={id} role="dialog" aria-label={label} className={classes(styles.panel, floats ? styles.afloat : styles.right, className)}>
          {children(() => setOpen(false))}
        </div>
      )}
    </span>
  );
}
