/** A page: one sheet of hairline cells on twelve columns, driven by one set of filters. */
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate, useParams } from 'react-router';
import { useMetrics } from '../api/metrics';
import { useChooseHome, useHomes, usePage, usePageAnswers, type Chosen, type PageInfo } from '../api/pages';
import { useNow } from '../api/session';
import type { AppInfo } from '../api/types';
import { AppPanel } from '../apps/AppPanel';
import { useUrlState } from '../apps/urlState';
import { Sheet } from '../desk/Sheet';
import type { BlockProps } from '../lib/defineBlock';
import { shortMoment } from '../lib/time';
import { OpenedFigure } from '../metrics/OpenedFigure';
import { Button } from '../ui/Button/Button';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tabs } from '../ui/Tabs/Tabs';
import { Cell } from './Cell';
import { PageFilters } from './PageFilters';
import styles from './pages.module.css';

/** In the URL a filter without a value is all; one that is not there is what the page begins with. */
const prefix = 'f.';
const all = '*';

export function PageView({ app }: { app: AppInfo }) {
  const { page: key = '' } = useParams();
  const page = usePage(app.key, key);
  return (
    <>
      <AppPanel app={app} />
      {page.data ? (
        <Shown key={key} page={page.data} />
      ) : (
        <Sheet title={app.title}>
          {page.isPending && (
            <LoadingState>
              <Skeleton rows={8} line={56} />
            </LoadingState>
          )}
          {page.isError && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
        </Sheet>
      )}
    </>
  );
}

function Shown({ page }: { page: PageInfo }) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const now = useNow();
  const chosen = chosenIn(url, page);
  const found = usePageAnswers(page.app, page.key, chosen);
  const answers = found.data;
  const period = answers?.period ?? null;
  const values: Chosen = { ...answers?.filters, ...chosen };
  // An element chosen in the URL narrows; a period always holds, whether or not a block follows it.
  const narrowing = page.filters.filter((one) => one.control !== 'period' && values[one.key] && values[one.key] !== one.value);
  const opening =
    (block: string): BlockProps<unknown>['onOpen'] =>
    (metric, place = {}) => {
      const own = answers?.blocks.find((one) => one.key === block);
      const only = own && Object.keys(own.narrowed).length > 0 ? JSON.stringify(own.narrowed) : null;
      setUrl({ open: `${metric.app}.${metric.key}`, at: place.period ?? own?.period ?? 'month', by: place.by, value: place.value, only }, true);
    };
  return (
    <Sheet
      title={page.title}
      note={answers && <span className={styles.note}>{t('metrics.asOf', { moment: shortMoment(answers.as_of, now) })}</span>}
      middle={<HomeTabs page={page} />}
      actions={
        <span className={styles.actions}>
          <Button size="small" variant="quiet" icon="redo" label={t('pages.refresh')} busy={found.isFetching} onClick={() => void found.refetch()} />
          <Button size="small" variant="quiet" icon="file" onClick={() => window.print()}>
            {t('pages.print')}
          </Button>
        </span>
      }
      scrolls
    >
      {page.filters.length > 0 && (
        <PageFilters
          filters={page.filters}
          chosen={chosen}
          period={period}
          onChoose={(key, value) => setUrl({ [prefix + key]: value ?? all })}
          onReset={Object.keys(chosen).length > 0 ? () => setUrl(Object.fromEntries(page.filters.map((one) => [prefix + one.key, null]))) : undefined}
        />
      )}
      {found.isError && !answers ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <div className={styles.sheet} id="page-blocks">
          {page.blocks.map((block) => (
            <Cell
              key={block.key}
              block={block}
              answer={answers?.blocks.find((one) => one.key === block.key)}
              period={period}
              aside={block.narrows ? narrowing.filter((one) => !block.follows.includes(one.key)) : []}
              stale={found.isPlaceholderData}
              onOpen={opening(block.key)}
              onRetry={() => void found.refetch()}
            />
          ))}
        </div>
      )}
      <Opened url={url} onClose={() => setUrl({ open: null, at: null, by: null, value: null, only: null })} />
    </Sheet>
  );
}

/** The homes of one's roles, when there are several; the one opened last is where one begins. */
function HomeTabs({ page }: { page: PageInfo }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const homes = useHomes().data?.items ?? [];
  const choose = useChooseHome();
  const name = `${page.app}.${page.key}`;
  if (homes.length < 2 || !homes.some((one) => `${one.app}.${one.key}` === name)) return null;
  return (
    <Tabs
      label={t('pages.homes')}
      panel="page-blocks"
      value={name}
      tabs={homes.map((one) => ({ key: `${one.app}.${one.key}`, title: homes.some((other) => other !== one && other.title === one.title) ? `${one.app_title} · ${one.title}` : one.title }))}
      onChange={(next) => {
        const home = homes.find((one) => `${one.app}.${one.key}` === next);
        if (!home) return;
        choose.mutate(next);
        void navigate(`/apps/${home.app}/-/pages/${home.key}`);
      }}
    />
  );
}

/** The records behind a figure, as the URL says. */
function Opened({ url, onClose }: { url: URLSearchParams; onClose: () => void }) {
  const [app = '', key = ''] = (url.get('open') ?? '').split('.');
  const metrics = useMetrics(app, Boolean(app));
  const metric = metrics.data?.items.find((one) => one.key === key);
  const period = url.get('at');
  if (!metric || !period) return null;
  const by = url.get('by');
  const only = url.get('only');
  const place = { period, ...(by ? { by, value: url.get('value') ?? 'null' } : {}), ...(only ? { only } : {}) };
  return <OpenedFigure app={app} metric={metric} place={place} onClose={onClose} />;
}

function chosenIn(url: URLSearchParams, page: PageInfo): Chosen {
  const found: Chosen = {};
  for (const { key } of page.filters) {
    const value = url.get(prefix + key);
    if (value) found[key] = value === all ? null : value;
  }
  return found;
}
