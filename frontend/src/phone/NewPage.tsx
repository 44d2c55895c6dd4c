/** What one may begin: every form in which one may create a record, and workflows about none. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useApps } from '../api/records';
import { useStarts } from '../api/starts';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Icon } from '../ui/Icon/Icon';
import { Swatch } from '../ui/Swatch/Swatch';
import { Page } from './Page';
import { classes } from '../ui/classes';
import { lazyPart } from '../ui/lazyPart';
import page from './Page.module.css';

const Starts = lazyPart(async () => (await import('../starts/StartSection')).StartSection, { waiting: <></> });

export function NewPage() {
  const { t } = useTranslation();
  const apps = useApps();
  const starts = useStarts().data?.items.some((one) => one.menu) ?? false;
  const forms = (apps.data?.items ?? []).flatMap((app) => app.forms.filter((form) => form.may_create).map((form) => ({ app, form })));
  return (
    <Page title={t('phone.new.title')} back="/">
      {apps.isPending && (
        <LoadingState>
          <Skeleton rows={4} line={60} />
        </LoadingState>
      )}
      {apps.isError && <ErrorState error={apps.error} onRetry={() => void apps.refetch()} />}
      {apps.isSuccess && forms.length === 0 && !starts && <EmptyState title={t('phone.new.none')}>{t('phone.new.noneWords')}</EmptyState>}
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
      {starts && (
        <section className={classes(page.card, page.after)} aria-labelledby="starts">
          <Starts />
        </section>
      )}
    </Page>
  );
}
