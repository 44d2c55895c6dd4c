/** Where a field is used, from lineage: every place that names it, and how many records hold a value. */
import { useNavigate } from 'react-router';
import { useTranslation } from '../../i18n/useTranslation';
import { Removal } from '../../lineage/Removal';
import { EmptyState } from '../../ui/States/States';

export function UsedBy({ app, node, published }: { app: string; node: string; published: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (!published) return <EmptyState title={t('designer.notYetUsed')}>{t('designer.notYetUsedWords')}</EmptyState>;
  return <Removal node={node} onOpen={(id) => void navigate(`/apps/${app}/-/lineage?node=${encodeURIComponent(id)}`)} />;
}
