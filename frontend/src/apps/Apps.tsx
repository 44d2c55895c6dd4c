/** The place "apps": every app one may use, or one app with its panel and the page chosen in it. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, Navigate, Route, Routes, useParams } from 'react-router';
import { useMetrics } from '../api/metrics';
import { usePages } from '../api/pages';
import { usePools } from '../api/pools';
import { useApps } from '../api/records';
import type { AppInfo } from '../api/types';
import { EditOnly } from '../designer/readOnly';
import { useMay } from '../desk/session';
import { Sheet } from '../desk/Sheet';
import { usePageKeys } from '../desk/shortcuts';
import { countText } from '../lib/numbers';
import { CollisionLog } from '../directory/CollisionLog';
import { DuplicatesPage } from '../directory/DuplicatesPage';
import { ImportPage } from '../importing/ImportPage';
import { IntakeList } from '../intakes/IntakeList';
import { IntakePage } from '../intakes/IntakePage';
import { LedgerPage } from '../ledgers/LedgerPage';
import { LineagePage } from '../lineage/LineagePage';
import { MetricList } from '../metrics/MetricList';
import { MetricPage } from '../metrics/MetricPage';
import { ObligationPage } from '../metrics/ObligationPage';
import { MovesPage } from '../moving/MovesPage';
import { PageView } from '../pages/PageView';
import { PeriodsPage } from '../period-runs/PeriodsPage';
import { RunPage } from '../period-runs/RunPage';
import { PoolPage } from '../pools/PoolPage';
import { RehearsalPage } from '../rehearsing/RehearsalPage';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { Tag } from '../ui/Tag/Tag';
import { lazyPart } from '../ui/lazyPart';
import { ClosedState, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Swatch } from '../ui/Swatch/Swatch';
import { AppPanel } from './AppPanel';
import { DecisionsPage } from './DecisionsPage';
import { EditPage } from './EditPage';
import { FormPage } from './FormPage';
import { ParametersPage } from './ParametersPage';
import { RecordPage } from './RecordPage';
import { RecycleBin } from './RecycleBin';
import { StartPage } from './StartPage';
import styles from './Apps.module.css';

const NewApp = lazyPart(async () => (await import('../designer/documents/NewApp')).NewApp, { waiting: null });

export default function Apps() {
  return (
    <Routes>
      <Route index element={<AppList />} />
      <Route path=":app/*" element={<AppFrame />} />
    </Routes>
  );
}

function AppList() {
  const { t } = useTranslation();
  const apps = useApps();
  const may = useMay();
  const [making, setMaking] = useState(false);
  const items = apps.data?.items ?? [];
  return (
    <Sheet
      title={t('apps.title')}
      note={apps.data && <span className={styles.note}>{t('apps.count', { count: items.length })}</span>}
      actions={
        may('apps.build') && (
          <EditOnly>
            <Button icon="plus" onClick={() => setMaking(true)}>
              {t('apps.make')}
            </Button>
          </EditOnly>
        )
      }
      scrolls
    >
      {making && <NewApp taken={items.map((app) => app.key)} onClose={() => setMaking(false)} />}
      {apps.isPending && (
        <LoadingState>
          <Skeleton rows={4} line={64} />
        </LoadingState>
      )}
      {apps.isError && <ErrorState error={apps.error} onRetry={() => void apps.refetch()} />}
      {apps.data && items.length === 0 && (
        <EmptyState title={t('apps.none')} actions={may('market.install') && <Link to="/market" className={styles.toMarket}>{t('apps.toMarket')}</Link>}>
          {may('market.install') ? t('apps.noneInstaller') : t('apps.noneOther')}
        </EmptyState>
      )}
      <ul className={styles.apps}>
        {items.map((app) => (
          <li key={app.key}>
            <Link to={`/apps/${app.key}`} className={styles.app}>
              <Swatch of={app.key} size={48} />
              <span>
                <b>{app.title}</b> <small>v{app.version}</small> {app.on_pilot && <Tag tone="indigo">{t('apps.onPilot')}</Tag>}
                <span className={styles.forms}>{app.forms.map((form) => form.title).join(' · ')}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function AppFrame() {
  const { t } = useTranslation();
  const { app: key = '' } = useParams();
  const apps = useApps();
  const [folded, setFolded] = useState(false);
  usePageKeys({ '[': () => setFolded((was) => !was) });
  const app = apps.data?.items.find((one) => one.key === key);
  if (apps.isPending) {
    return (
      <Sheet title={t('apps.title')}>
        <LoadingState />
      </Sheet>
    );
  }
  if (!app) return <NoApp error={apps.error} onRetry={() => void apps.refetch()} />;
  const first = app.forms[0];
  return (
    <>
      <Routes>
        <Route index element={first ? <FirstPage app={app} form={first.key} /> : <NoApp error={null} />} />
        <Route
          path=":form"
          element={
            <>
              {!folded && <AppPanel app={app} />}
              <FormPage key={key} app={app} />
            </>
          }
        />
        <Route path="-/metrics" element={<MetricList app={app} />} />
        <Route path="-/metrics/:metric" element={<MetricPage app={app} />} />
        <Route path="-/lineage" element={<LineagePage app={app} />} />
        <Route path="-/obligations/:obligation" element={<ObligationPage app={app} />} />
        <Route path="-/pools/:pool" element={<PoolPage app={app} />} />
        <Route path="-/intakes" element={<IntakeList app={app} />} />
        <Route path="-/intakes/:intake" element={<IntakePage app={app} />} />
        <Route path="-/pages/:page" element={<PageView app={app} />} />
        <Route path="-/start" element={<StartPage app={app} />} />
        <Route path="-/workflows/:workflow/dry-run" element={<RehearsalPage app={app} />} />
        <Route path="-/workflows/:workflow/moves" element={<MovesPage app={app} />} />
        <Route path="-/decisions" element={<DecisionsPage app={app} />} />
        <Route
          path="-/ledgers/:ledger"
          element={
            <>
              {!folded && <AppPanel app={app} />}
              <LedgerPage app={app} />
            </>
          }
        />
        <Route
          path="-/period-runs/of/:workflow/:node"
          element={
            <>
              {!folded && <AppPanel app={app} />}
              <PeriodsPage app={app} />
            </>
          }
        />
        <Route path="-/period-runs/runs/:run" element={<RunPage app={app} />} />
        <Route path="-/parameters" element={<ParametersPage app={app} />} />
        <Route path=":form/new" element={<EditPage app={app} />} />
        <Route path=":form/deleted" element={<RecycleBin app={app} />} />
        <Route path=":form/duplicates" element={<DuplicatesPage app={app} />} />
        <Route path=":form/questions" element={<CollisionLog app={app} />} />
        <Route path=":form/import/:import?" element={<ImportPage app={app} />} />
        <Route path=":form/:record" element={<RecordPage app={app} />} />
        <Route path=":form/:record/edit" element={<EditPage app={app} />} />
        <Route path="*" element={<NoApp error={null} />} />
      </Routes>
    </>
  );
}

/** On a narrow screen the panel is a page of its own; elsewhere an app opens on the home of one's role, or its first form. */
function FirstPage({ app, form }: { app: AppInfo; form: string }) {
  const { t, i18n } = useTranslation();
  const metrics = useMetrics(app.key);
  const pages = usePages(app.key);
  const pools = usePools(app.key);
  const narrow = globalThis.matchMedia?.('(max-width: 1199px)').matches;
  const home = pages.data?.items.find((one) => one.home);
  if (!narrow && pages.isPending) return <Sheet title={app.title}>{null}</Sheet>;
  if (!narrow) return <Navigate to={home ? `/apps/${app.key}/-/pages/${home.key}` : `/apps/${app.key}/${form}`} replace />;
  return (
    <Sheet title={app.title} lead={<Swatch of={app.key} size={26} />} scrolls>
      <ul className={styles.apps}>
        {pages.data?.items.map((one) => (
          <li key={one.key}>
            <Link className={styles.formLink} to={`/apps/${app.key}/-/pages/${one.key}`}>
              <Icon name="chart" />
              <span>{one.title}</span>
            </Link>
          </li>
        ))}
        {pools.data?.items.map((one) => (
          <li key={one.key}>
            <Link className={styles.formLink} to={`/apps/${app.key}/-/pools/${one.key}`}>
              <Icon name="inbox" />
              <span>{one.title}</span>
              <small>{countText(one.lying, true, i18n.language)}</small>
            </Link>
          </li>
        ))}
        {app.forms.map((one) => (
          <li key={one.key}>
            <Link className={styles.formLink} to={`/apps/${app.key}/${one.key}`}>
              <Icon name="table" />
              <span>{one.title}</span>
              {one.count !== null && <small>{countText(one.count, one.count_exact, i18n.language)}</small>}
            </Link>
          </li>
        ))}
        {metrics.data && metrics.data.items.length > 0 && (
          <li>
            <Link className={styles.formLink} to={`/apps/${app.key}/-/metrics`}>
              <Icon name="chart" />
              <span>{t('metrics.title')}</span>
              <small>{metrics.data.items.length}</small>
            </Link>
          </li>
        )}
      </ul>
    </Sheet>
  );
}

function NoApp({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  return <Sheet title={t('apps.title')}>{error ? <ErrorState error={error} onRetry={onRetry} /> : <ClosedState />}</Sheet>;
}
