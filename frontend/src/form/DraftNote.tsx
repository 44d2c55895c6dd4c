/** Says that the form goes on from a draft, and offers to begin anew. */
import { useTranslation } from '../i18n/useTranslation';
import { momentText } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Banner } from '../ui/States/States';

export function DraftNote({ at, onDiscard }: { at: string; onDiscard: () => void }) {
  const { t } = useTranslation();
  return (
    <Banner
      tone="plain"
      icon="history"
      title={t('form.draft.resumed', { time: momentText(at) })}
      actions={
        <Button size="small" variant="quiet" onClick={onDiscard}>
          {t('form.draft.discard')}
        </Button>
      }
    />
  );
}
