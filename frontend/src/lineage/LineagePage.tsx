/** Lineage of one thing: where it comes from and goes, drawn or as sentences; how its values came; what breaks without it; what another number differs by. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useLineage } from '../api/lineage';
import { useNow } from '../api/session';
import type { AppInfo, LineageGraph, LineageNode } from '../api/types';
import { AppPanel } from '../apps/AppPanel';
import { useUrlState } from '../apps/urlState';
import { Sheet } from '../desk/Sheet';
import { isGone } from '../lib/problems';
import { grouped } from '../lib/numbers';
import { partsOf } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { lazyPart } from '../ui/lazyPart';
import { ClosedState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tabs } from '../ui/Tabs/Tabs';
import { Compare } from './Compare';
import { GraphList } from './GraphList';
import { pageOf } from './nodes';
import { Removal } from './Removal';
import { Values } from './Values';
import styles from './lineage.module.css';

const tabs = ['graph', 'removal', 'compare'] as const;
const compared = new Set(['form', 'view', 'metric']);
// What lays the graph out comes with the drawing.
const GraphDrawing = lazyPart(() => import('./GraphDrawing').then((module) => module.GraphDrawing), { waiting: <Skeleton rows={8} /> });

export function LineagePage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const id = url.get('node') ?? '';
  const found = useLineage(id);
  const node = found.data?.node;
  const title = node ? t('lineage.of', { type: node.type_title, title: node.title }) : t('lineage.title');
  const open = (next: string) => setUrl({ node: next, tab: null, with: null, moment: null, placed: null }, true);
  return (
    <>
      <AppPanel app={app} />
      <Sheet title={title} note={<span className={styles.note}>{app.title}</span>} scrolls>
        <div className={styles.page}>
          {found.isPending && (
            <LoadingState>
              <Skeleton rows={8} />
            </LoadingState>
          )}
          {found.isError && (isGone(found.error) ? <ClosedState /> : <ErrorState error={found.error} onRetry={() => void found.refetch()} />)}
          {found.data && node && <Shown graph={found.data} node={node} onOpen={open} />}
        </div>
      </Sheet>
    </>
  );
}

function Shown({ graph, node, onOpen }: { graph: LineageGraph; node: LineageNode; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const offered = tabs.filter((one) => one === 'graph' || (one === 'removal' ? node.type === 'field' : compared.has(node.type) && node.form !== null));
  const tab = offered.find((one) => one === url.get('tab')) ?? 'graph';
  const narrow = globalThis.matchMedia?.('(max-width: 767px)').matches;
  const asList = (url.get('as') ?? (narrow ? 'list' : 'drawing')) === 'list';
  const page = pageOf(node);
  return (
    <>
      <p className={styles.head}>
        <span>
          {node.type_title}
          {node.form_title && node.type !== 'form' ? ` · ${node.form_title}` : ''}
        </span>
        {page && <Link to={page}>{t('lineage.toPage')}</Link>}
      </p>
      {offered.length > 1 && (
        <div className={styles.tabs}>
          <Tabs label={t('lineage.title')} panel="lineage-panel" value={tab} onChange={(key) => setUrl({ tab: key === 'graph' ? null : key })} tabs={offered.map((one) => ({ key: one, title: t(`lineage.${one}`) }))} />
        </div>
      )}
      <div id="lineage-panel" role={offered.length > 1 ? 'tabpanel' : undefined} aria-label={offered.length > 1 ? t(`lineage.${tab}`) : undefined}>
        {tab === 'graph' && (
          <>
            <section className={styles.block} aria-label={t('lineage.graph')}>
              <div className={styles.controls}>
                <Button size="small" pressed={!asList} onClick={() => setUrl({ as: 'drawing' })}>{t('lineage.asDrawing')}</Button>
                <Button size="small" pressed={asList} onClick={() => setUrl({ as: 'list' })}>{t('lineage.asList')}</Button>
                {!asList && <span className={`${styles.note} ${styles.hint}`}>{t('lineage.drawing')}</span>}
              </div>
              {asList ? (
                <GraphList graph={graph} onOpen={onOpen} />
              ) : (
                <>
                  <GraphDrawing key={node.id} graph={graph} onOpen={onOpen} />
                  <div className="visually-hidden">
                    <GraphList graph={graph} />
                  </div>
                </>
              )}
              {graph.left_out > 0 && <p className={styles.words}>{t('lineage.more', { count: graph.left_out, shown: grouped(String(graph.left_out)) })}</p>}
            </section>
            {node.type === 'field' && <Values node={node.id} />}
          </>
        )}
        {tab === 'removal' && <Removal node={node.id} onOpen={onOpen} />}
        {tab === 'compare' && <Held node={node} />}
      </div>
    </>
  );
}

/** A form, view or metric held against another, in the month that runs or another one. */
function Held({ node }: { node: LineageNode }) {
  const [url, setUrl] = useUrlState();
  const [app = '', form = ''] = node.form?.split('.') ?? [];
  const periods = useMonths();
  const period = periods.find((one) => one.value === url.get('period'))?.value ?? periods[0]?.value ?? 'month';
  return <Compare app={app} form={form} left={`${node.type === 'form' ? 'list' : node.type}:${node.app}.${node.key}`} period={period} periods={periods} onPeriod={(next) => setUrl({ period: next })} />;
}

/** The months up to the one that runs, newest first. */
function useMonths() {
  const { t } = useTranslation();
  const { year, month } = partsOf(useNow());
  return Array.from({ length: 24 }, (_, back) => {
    const months = year * 12 + month - 1 - back;
    const [of, number] = [Math.floor(months / 12), (months % 12) + 1];
    return { value: `${of}-${String(number).padStart(2, '0')}`, label: t('metrics.named.month', { year: of, number }) };
  });
}
