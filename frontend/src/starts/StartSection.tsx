/** The workflows about no record that one may start, with their heading, on a page that is not the desk's. */
import { useTranslation } from '../i18n/useTranslation';
import { StartList } from './StartList';
import './words';
import styles from './StartList.module.css';

export function StartSection() {
  const { t } = useTranslation();
  return (
    <div className={styles.section}>
      <h2 id="starts">{t('starts.title')}</h2>
      <StartList />
    </div>
  );
}
