/** Why an act on a to-do was not taken. */
import { useTranslation } from '../i18n/useTranslation';
import { Problem } from '../lib/problems';
import { Banner } from '../ui/States/States';

export function ActTrouble({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <Banner tone="bad" title={error instanceof Problem ? t('phone.task.refused') : t('form.trouble.unreachable')}>
      {error instanceof Problem ? error.message : t('form.trouble.stays')}
    </Banner>
  );
}
