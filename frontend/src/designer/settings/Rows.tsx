/** Members of a list in their order: opened, moved by hand or Alt and arrows, removed. */
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { Button } from '../../ui/Button/Button';
import { Icon } from '../../ui/Icon/Icon';
import { EditOnly } from '../readOnly';
import styles from './settings.module.css';

interface Item {
  key: string;
  title: ReactNode;
  name?: string;
  aside?: ReactNode;
}

interface Props {
  label: string;
  items: Item[];
  /** The old places in their new order. */
  onOrder: (order: number[]) => void;
  /** Without it they stay. */
  onRemove?: (at: number) => void;
  /** Which one is open, where they open. */
  open?: string | null;
  onOpen?: (key: string | null) => void;
  children?: (at: number) => ReactNode;
}

export function Rows({ label, items, onOrder, onRemove, open, onOpen, children }: Props) {
  const { t } = useTranslation();
  const move = (at: number, to: number) => {
    if (to < 0 || to >= items.length) return;
    const order = items.map((_, place) => place);
    order.splice(to, 0, ...order.splice(at, 1));
    onOrder(order);
  };
  const keys = (event: KeyboardEvent, at: number) => {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(at, at + step);
  };
  if (items.length === 0) return null;
  return (
    <ul className={styles.rows} aria-label={label}>
      {items.map((item, at) => {
        const name = item.name ?? (typeof item.title === 'string' ? item.title : item.key);
        return (
          <li key={item.key} className={styles.row}>
            <div className={styles.rowHead} role="group" aria-label={name} onKeyDown={(event) => keys(event, at)}>
              {onOpen ? (
                <button type="button" className={styles.rowTitle} aria-expanded={open === item.key} onClick={() => onOpen(open === item.key ? null : item.key)}>
                  <Icon name={open === item.key ? 'down' : 'right'} size={14} />
                  <span title={name}>{item.title}</span>
                </button>
              ) : (
                <span className={styles.rowTitle}>
                  <span>{item.title}</span>
                </span>
              )}
              {item.aside}
              <EditOnly>
                <Button variant="quiet" size="small" icon="up" label={t('designer.moveUp', { title: name })} disabled={at === 0} onClick={() => move(at, at - 1)} />
                {onRemove && <Button variant="quiet" size="small" icon="close" label={t('designer.removeOne', { title: name })} onClick={() => onRemove(at)} />}
              </EditOnly>
            </div>
            {open === item.key && children?.(at)}
          </li>
        );
      })}
    </ul>
  );
}
