/** The apps of the workspace and their forms. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useHomes, usePages } from '../api/pages';
import { usePools } from '../api/pools';
import { useApps } from '../api/records';
import { countText } from '../lib/numbers';
import { Icon } from '../ui/Icon/Icon';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Swatch } from '../ui/Swatch/Swatch';
import { Tag } from '../ui/Tag/Tag';
import { PlacePage } from './PlacePage';
import page from './Page.module.css';
import styles from './AppsPage.module.css';

export function AppsPage() {
  const { t, i18n } = useTranslation();
  const apps = useApps();
  return (
    <PlacePage title={t('phone.apps.title')}>
      {apps.isPending && (
        <LoadingState what={t('phone.apps.title')}>
          <Skeleton rows={6} line={52} />
        </LoadingState>
      )}
      {apps.isError && <ErrorState error={apps.error} onRetry={() => void apps.refetch()} />}
      {apps.data?.items.length === 0 && <EmptyState title={t('phone.apps.none')}>{t('phone.apps.noneWords')}</EmptyState>}
      {apps.data && <Homes />}
      {apps.data?.items.map((app) => (
        <section key={app.key} aria-label={app.title}>
          <h2 className={styles.app}>
            <Swatch of={app.key} size={24} />
            {app.title} {app.on_pilot && <Tag tone="indigo">{t('phone.apps.onPilot')}</Tag>}
          </h2>
          <ul>
            <Boards app={app.key} />
            <Pools app={app.key} />
            {app.forms.map((form) => (
              <li key={form.key}>
                <Link to={`/apps/${app.key}/${form.key}`} className={page.row}>
                  <span className={page.rowWords}>
                    <span className={page.rowTitle}>{form.title}</span>
                  </span>
                  {form.count !== null && <span className={page.rowEnd}>{countText(form.count, form.count_exact, i18n.language)}</span>}
                  <Icon name="right" />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </PlacePage>
  );
}

/** Where the desk begins for one's roles: from here it is one step. */
function Homes() {
  const { t } = useTranslation();
  const homes = useHomes().data?.items ?? [];
  if (homes.length === 0) return null;
  return (
    <section aria-label={t('phone.apps.homes')}>
      <h2 className={styles.app}>
        <Icon name="star" size={20} />
        {t('phone.apps.homes')}
      </h2>
      <ul>
        {homes.map((one) => (
          <li key={`${one.app}.${one.key}`}>
            <a href={`/apps/${one.app}/-/pages/${one.key}`} className={page.row}>
              <span className={page.rowWords}>
                <span className={page.rowTitle}>{one.title}</span>
                <span className={page.rowLine}>{one.app_title}</span>
              </span>
              <Icon name="right" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Boards are pages of the desk that fit a narrow screen. */
function Boards({ app }: { app: string }) {
  const pages = usePages(app).data?.items ?? [];
  return pages.map((one) => (
    <li key={one.key}>
      <a href={`/apps/${app}/-/pages/${one.key}`} className={page.row}>
        <span className={page.rowWords}>
          <span className={page.rowTitle}>{one.title}</span>
        </span>
        <Icon name="right" />
      </a>
    </li>
  ));
}

/** A pool's page fits a narrow screen too. */
function Pools({ app }: { app: string }) {
  const pools = usePools(app).data?.items ?? [];
  return pools.map((one) => (
    <li key={one.key}>
      <a href={`/apps/${app}/-/pools/${one.key}`} className={page.row}>
        <span className={page.rowWords}>
          <span className={page.rowTitle}>{one.title}</span>
        </span>
        <span className={page.rowEnd}>{one.lying}</span>
        <Icon name="right" />
      </a>
    </li>
  ));
}
