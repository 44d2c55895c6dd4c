/** What one may begin: every form in which one may create a record. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApps } from '../api/records';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Icon } from '../ui/Icon/Icon';
import { Swatch } from '../ui/Swatch/Swatch';
import { Page } from './Page';
import page from './Page.module.css';

export function NewPage() {
  const { t } = useTranslation();
  const apps = useApps();
  const forms = (apps.data?.items ?? []).flatMap((app) => app.forms.filter((form) => form.may_create).map((form) => ({ app, form })));
  return (
    <Page title={t('phone.new.title')} back="/">
      {apps.isPending && (
        <LoadingState>
          <Skeleton rows={4} line={60} />
        </LoadingState>
      )}
      {apps.isError && <ErrorState error={apps.error} onRetry={() => void apps.refetch()} />}
      {apps.isSuccess && forms.length === 0 && <EmptyState title={t('phone.new.none')}>{t('phone.new.noneWords')}</EmptyState>}
      <ul>
        {forms.map(({ app, form }) => (
          <li key={`${app.key}.${form.key}`}>
            <Link to={`/apps/${app.key}/${form.key}/new`} className={page.row}>
              <Swatch of={app.key} size={36} />
              <span className={page.rowWords}>
                <span className={page.rowTitle}>{form.title}</span>
                <span className={page.rowLine}>{app.title}</span>
              </span>
              <Icon name="plus" size={18} />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
