/** Why something could not be moved, above the records; it stays until it is read. */
import { useTranslation } from '../../i18n/useTranslation';
import { Button } from '../../ui/Button/Button';
import { Icon } from '../../ui/Icon/Icon';
import type { Refusal } from './useMoving';
import styles from './parts.module.css';

export function RefusalNote({ refusal, onClose }: { refusal: Refusal; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={styles.refusal}>
      <Icon name="warn" />
      <div className={styles.said}>
        <b>{refusal.title}</b>
        {refusal.sentences.map((sentence) => (
          <span key={sentence}>{sentence}</span>
        ))}
      </div>
      {refusal.anyway && (
        <Button size="small" onClick={refusal.anyway}>
          {t('views.anyway')}
        </Button>
      )}
      <Button size="small" variant="quiet" icon="close" label={t('common.close')} onClick={onClose} />
    </div>
  );
}
