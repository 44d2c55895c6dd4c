/** The workflows about no record that one may start, with their heading, on a page that is not the desk's. */
import { useTranslation } from 'react-i18next';
import { StartList } from './StartList';
import { takeWords } from './words';

export function StartSection() {
  takeWords();
  const { t } = useTranslation();
  return (
    <>
      <h2 id="starts">{t('starts.title')}</h2>
      <StartList />
    </>
  );
}
