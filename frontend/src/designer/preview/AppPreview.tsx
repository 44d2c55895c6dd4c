/** The whole app as its drafts would make it. */
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useDocuments } from '../../api/drafts';
import { useTranslation } from '../../i18n/useTranslation';
import { Button } from '../../ui/Button/Button';
import { ErrorState, LoadingState } from '../../ui/States/States';
import { Swatch } from '../../ui/Swatch/Swatch';
import { KindTabs } from '../documents/KindTabs';
import { PreviewPane } from './PreviewPane';
import styles from '../designer.module.css';

export function AppPreview() {
  const { t } = useTranslation();
  const { app = '' } = useParams();
  const [asked] = useSearchParams();
  const found = useDocuments(app);
  const navigate = useNavigate();
  if (found.isPending) return <LoadingState />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} heading />;
  const role = asked.get('role');
  return (
    <main className={styles.page} id="sheet" tabIndex={-1}>
      <header className={styles.bar}>
        <Button variant="quiet" icon="left" label={t('designer.back')} onClick={() => void navigate(`/build/${app}`)} />
        <Swatch of={app} size={26} />
        <div className={styles.names}>
          <h1>{found.data.app.title}</h1>
          <small>{t('designer.preview')}</small>
        </div>
        <KindTabs app={app} here={null} />
      </header>
      <PreviewPane app={app} page={`/apps/${app}`} version={0} verdict={null} reader={role} />
    </main>
  );
}
