/** The workflows of an app that one starts by hand and that are about no record. */
import { useTranslation } from '../i18n/useTranslation';
import type { AppInfo } from '../api/types';
import { Sheet } from '../desk/Sheet';
import { StartList } from '../starts/StartList';
import { AppPanel } from './AppPanel';
import styles from './StartPage.module.css';

export function StartPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  return (
    <>
      <AppPanel app={app} />
      <Sheet title={t('starts.title')} scrolls>
        <div className={styles.page}>
          <StartList app={app.key} />
        </div>
      </Sheet>
    </>
  );
}
