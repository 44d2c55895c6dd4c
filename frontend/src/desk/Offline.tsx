/** Said while the network is away: what is typed stays, what needs the server waits. */
import { useSyncExternalStore } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Icon } from '../ui/Icon/Icon';
import styles from './toasts.module.css';

function watch(listener: () => void) {
  globalThis.addEventListener('online', listener);
  globalThis.addEventListener('offline', listener);
  return () => {
    globalThis.removeEventListener('online', listener);
    globalThis.removeEventListener('offline', listener);
  };
}

export function Offline() {
  const { t } = useTranslation();
  const online = useSyncExternalStore(watch, () => navigator.onLine);
  return (
    <div role="status">
      {!online && (
        <p className={styles.offline}>
          <Icon name="wifi" />
          {t('states.offline')}
        </p>
      )}
    </div>
  );
}
