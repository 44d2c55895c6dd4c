/** Short notes at the foot of the window, only for undo and for what happened elsewhere. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { Button } from '../ui/Button/Button';
import styles from './toasts.module.css';

interface Toast {
  id: number;
  text: string;
  action?: { title: string; run: () => void };
}

interface Store {
  toast: Toast | null;
  show: (text: string, action?: Toast['action']) => void;
  hide: () => void;
}

let last = 0;

export const useToasts = create<Store>((set) => ({
  toast: null,
  show: (text, action) => {
    last += 1;
    set({ toast: { id: last, text, action } });
  },
  hide: () => set({ toast: null }),
}));

export function ToastHost() {
  const { toast, hide } = useToasts();
  useEffect(() => {
    if (!toast) return undefined;
    const timer = setTimeout(hide, 5000);
    return () => clearTimeout(timer);
  }, [toast, hide]);
  return (
    <div className={styles.host} role="status" aria-live="polite">
      {toast && (
        <div key={toast.id} className={styles.toast}>
          <span>{toast.text}</span>
          {toast.action && (
            <Button
              size="small"
              onClick={() => {
                toast.action?.run();
                hide();
              }}
            >
              {toast.action.title}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
