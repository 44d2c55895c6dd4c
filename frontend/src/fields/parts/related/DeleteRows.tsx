/** Asks before several records are deleted at once; one alone is deleted with a way back beside it. */
import { useTranslation } from '../../../i18n/useTranslation';
import { Button } from '../../../ui/Button/Button';
import { Dialog } from '../../../ui/Dialog/Dialog';

interface Props {
  count: number;
  title: string;
  onDelete: () => void;
  onClose: () => void;
}

export function DeleteRows({ count, title, onDelete, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('pasting.ask', { count, title })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="danger" data-autofocus onClick={onDelete}>
            {t('pasting.delete', { count })}
          </Button>
        </>
      }
    >
      <p>{t('pasting.askWords')}</p>
    </Dialog>
  );
}
