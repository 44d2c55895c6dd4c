/** Where a card may go, for whoever does not drag: each place, and what it still wants. */
import { useTranslation } from '../../i18n/useTranslation';
import { listed } from '../../lib/listed';
import { Dialog } from '../../ui/Dialog/Dialog';
import type { Way } from './gates';
import styles from './kanban.module.css';

export function MoveDialog({ title, ways, onMove, onClose }: { title: string; ways: Way[]; onMove: (to: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const open = ways.filter((way) => way.state !== 'none');
  return (
    <Dialog title={t('views.moveOne', { title })} onClose={onClose}>
      {open.length === 0 && <p>{t('views.noMove')}</p>}
      <ul className={styles.ways}>
        {open.map((way, at) => (
          <li key={way.to}>
            <button type="button" className={styles.way} disabled={way.state === 'missing'} data-autofocus={at === 0 || undefined} onClick={() => onMove(way.to)}>
              {way.title}
              {way.missing.length > 0 && <span className={styles.needs}>{t('views.missing', { what: listed(way.missing) })}</span>}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
