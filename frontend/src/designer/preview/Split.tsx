/** What is said beside what it makes; on narrow screens one or the other. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { classes } from '../../ui/classes';
import { useNarrow } from '../../lib/narrow';
import { Button } from '../../ui/Button/Button';
import styles from './preview.module.css';

export function Split({ panel, preview }: { panel: ReactNode; preview: ReactNode }) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const [looking, setLooking] = useState(false);
  if (narrow) return <div className={styles.beside}>{preview}</div>;
  return (
    <div className={styles.split}>
      <div className={styles.switch}>
        <Button size="small" icon="gear" pressed={!looking} onClick={() => setLooking(false)}>
          {t('designer.saidHere')}
        </Button>
        <Button size="small" icon="eye" pressed={looking} onClick={() => setLooking(true)}>
          {t('designer.preview')}
        </Button>
      </div>
      <div className={classes(styles.panel, looking && styles.away)}>{panel}</div>
      <div className={classes(styles.beside, !looking && styles.away)}>{preview}</div>
    </div>
  );
}
