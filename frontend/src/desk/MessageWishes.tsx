/** The page on which one says what reaches one how. */
import { useTranslation } from '../i18n/useTranslation';
import { Wishes } from '../messages/Wishes';
import { Sheet } from './Sheet';
import { useToasts } from './toasts';

export default function MessageWishes() {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  return (
    <Sheet title={t('wishes.title')} scrolls>
      <Wishes onSaved={show} />
    </Sheet>
  );
}
