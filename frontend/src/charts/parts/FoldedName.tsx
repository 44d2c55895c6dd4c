/** The name of a row that may hold others, with the button that folds them. */
import { useTranslation } from '../../i18n/useTranslation';
import type { FigureItem } from '../../api/charts';
import { Icon } from '../../ui/Icon/Icon';
import type { useFolding } from './folding';
import { itemText } from './words';
import styles from './parts.module.css';

export function FoldedName({ item, at, folding }: { item: FigureItem; at: number; folding: ReturnType<typeof useFolding> }) {
  const { t } = useTranslation();
  const name = itemText(item, t);
  return (
    <span className={styles.named} style={{ paddingLeft: item.level * 16 }}>
      {folding.holds(at) ? (
        <button type="button" className={styles.fold} aria-expanded={!folding.folded(at)} onClick={() => folding.turn(at)}>
          <Icon name={folding.folded(at) ? 'right' : 'down'} />
          {name}
        </button>
      ) : (
        <span className={styles.leaf}>{name}</span>
      )}
    </span>
  );
}
