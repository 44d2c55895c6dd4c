/** One app's panel: its boards, its metrics, its data with counts, its processes. */
import { useTranslation } from '../i18n/useTranslation';
import { NavLink, useLocation } from 'react-router';
import { useLedgers } from '../api/ledgers';
import { useMetrics } from '../api/metrics';
import { usePages } from '../api/pages';
import { usePeriodSheets } from '../api/periodRuns';
import { usePools } from '../api/pools';
import { useStarts } from '../api/starts';
import type { AppInfo } from '../api/types';
import { useMay } from '../desk/session';
import { countText } from '../lib/numbers';
import { Icon } from '../ui/Icon/Icon';
import { Tag } from '../ui/Tag/Tag';
import { Swatch } from '../ui/Swatch/Swatch';
import styles from './AppPanel.module.css';

export function AppPanel({ app }: { app: AppInfo }) {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const metrics = useMetrics(app.key).data?.items ?? [];
  const pages = usePages(app.key).data?.items ?? [];
  const pools = usePools(app.key).data?.items ?? [];
  const ledgers = useLedgers(app.key).data?.items ?? [];
  const starts = useStarts(app.key).data?.items.some((one) => one.menu) ?? false;
  const sheets = usePeriodSheets(app.key).data?.items ?? [];
  const at = useLocation();
  const metricsAt = `/apps/${app.key}/-/metrics`;
  return (
    <nav className={styles.panel} aria-label={t('apps.panel', { app: app.title })}>
      <div className={styles.head}>
        <Swatch of={app.key} size={30} />
        <div>
          <b>{app.title}</b>
          <small>v{app.version}</small> {app.on_pilot && <Tag tone="indigo">{t('apps.onPilot')}</Tag>}
        </div>
      </div>
      {pages.length > 0 && <h2 className={styles.label}>{t('pages.boards')}</h2>}
      {pages.map((page) => (
        <NavLink key={page.key} to={`/apps/${app.key}/-/pages/${page.key}`} className={({ isActive }) => (isActive ? `${styles.link} ${styles.here}` : styles.link)}>
          <Icon name="target" />
          <span className={styles.name}>{page.title}</span>
        </NavLink>
      ))}
      {metrics.length > 0 && (
        <NavLink end to={metricsAt} className={({ isActive }) => (isActive ? `${styles.link} ${styles.here}` : styles.link)}>
          <Icon name="chart" />
          <span className={styles.name}>{t('metrics.title')}</span>
          <span className={styles.count}>{metrics.length}</span>
        </NavLink>
      )}
      {at.pathname.startsWith(`${metricsAt}/`) &&
        metrics.map((metric) => (
          <NavLink key={metric.key} to={`${metricsAt}/${metric.key}`} className={({ isActive }) => (isActive ? `${styles.link} ${styles.inner} ${styles.here}` : `${styles.link} ${styles.inner}`)}>
            <span className={styles.name}>{metric.title}</span>
            {!metric.permitted && <Icon name="lock" />}
          </NavLink>
        ))}
      {pools.length > 0 && <h2 className={styles.label}>{t('pools.title')}</h2>}
      {pools.map((pool) => (
        <NavLink key={pool.key} to={`/apps/${app.key}/-/pools/${pool.key}`} className={({ isActive }) => (isActive ? `${styles.link} ${styles.here}` : styles.link)}>
          <Icon name="inbox" />
          <span className={styles.name}>{pool.title}</span>
          <span className={styles.count}>{countText(pool.lying, true, i18n.language)}</span>
        </NavLink>
      ))}
      <h2 className={styles.label}>{t('apps.data')}</h2>
      {app.forms.map((form) => (
        <NavLink key={form.key} to={`/apps/${app.key}/${form.key}`} className={({ isActive }) => (isActive ? `${styles.link} ${styles.here}` : styles.link)}>
          <Icon name="table" />
          <span className={styles.name}>{form.title}</span>
          {form.count !== null && <span className={styles.count}>{countText(form.count, form.count_exact, i18n.language)}</span>}
        </NavLink>
      ))}
      {ledgers.map((ledger) => (
        <NavLink key={ledger.key} to={`/apps/${app.key}/-/ledgers/${ledger.key}`} className={({ isActive }) => (isActive ? `${styles.link} ${styles.here}` : styles.link)}>
          <Icon name="star" />
          <span className={styles.name}>{ledger.title}</span>
        </NavLink>
      ))}
      {starts && (
        <NavLink to={`/apps/${app.key}/-/start`} className={({ isActive }) => (isActive ? `${styles.link} ${styles.here}` : styles.link)}>
          <Icon name="bolt" />
          <span className={styles.name}>{t('starts.title')}</span>
        </NavLink>
      )}
      {sheets.map((sheet) => (
        <NavLink key={`${sheet.workflow}.${sheet.node}`} to={`/apps/${app.key}/-/period-runs/of/${sheet.workflow}/${sheet.node}`} className={({ isActive }) => (isActive ? `${styles.link} ${styles.here}` : styles.link)}>
          <Icon name="calendar" />
          <span className={styles.name}>{sheet.title}</span>
        </NavLink>
      ))}
      {app.workflows.length > 0 && (
        <>
          <h2 className={styles.label}>{t('apps.processes')}</h2>
          {app.workflows.map((workflow) =>
            may('workflows.manage') ? (
              <NavLink key={workflow.key} to={`/apps/${app.key}/-/workflows/${workflow.key}/dry-run`} title={t('rehearsal.menu', { workflow: workflow.title })} className={({ isActive }) => (isActive ? `${styles.link} ${styles.here}` : styles.link)}>
                <Icon name="flow" />
                <span className={styles.name}>{workflow.title}</span>
              </NavLink>
            ) : (
              <span key={workflow.key} className={styles.line}>
                <Icon name="flow" />
                <span className={styles.name}>{workflow.title}</span>
              </span>
            ),
          )}
          {app.workflows.some((workflow) => workflow.dispatches) && (
            <NavLink to={`/apps/${app.key}/-/decisions`} className={({ isActive }) => (isActive ? `${styles.link} ${styles.here}` : styles.link)}>
              <Icon name="swap" />
              <span className={styles.name}>{t('decisions.title')}</span>
            </NavLink>
          )}
        </>
      )}
      {(may('market.install') || may('intake.manage') || may('apps.build')) && <h2 className={styles.label}>{t('apps.settings')}</h2>}
      {may('apps.build') && (
        <NavLink to={`/build/${app.key}`} className={styles.link}>
          <Icon name="edit" />
          <span className={styles.name}>{t('apps.build')}</span>
        </NavLink>
      )}
      {may('intake.manage') && (
        <NavLink to={`/apps/${app.key}/-/intakes`} className={({ isActive }) => (isActive ? `${styles.link} ${styles.here}` : styles.link)}>
          <Icon name="download" />
          <span className={styles.name}>{t('intakes.title')}</span>
        </NavLink>
      )}
      {may('market.install') && (
          <NavLink to={`/apps/${app.key}/-/parameters`} className={({ isActive }) => (isActive ? `${styles.link} ${styles.here}` : styles.link)}>
            <Icon name="gear" />
            <span className={styles.name}>{t('parameters.title')}</span>
          </NavLink>
      )}
    </nav>
  );
}
