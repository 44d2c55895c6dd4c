/** A pool: what lies in it, why and how long, and claiming; for managers also who holds how much, what happened, and figures. */
import { useDeferredValue, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, useParams } from 'react-router';
import { useLying, usePool, usePoolAct, usePools } from '../api/pools';
import { useForm } from '../api/records';
import type { AppInfo, FormInfo, PoolInfo, PoolRecord } from '../api/types';
import { AppPanel } from '../apps/AppPanel';
import { useUrlState } from '../apps/urlState';
import { Value } from '../apps/Value';
import { Sheet } from '../desk/Sheet';
import { useToasts } from '../desk/toasts';
import { OwnerDialog } from '../directory/OwnerDialog';
import { recordTitle } from '../form/recordWords';
import { isGone } from '../lib/problems';
import { Button } from '../ui/Button/Button';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { Icon } from '../ui/Icon/Icon';
import { Banner, ClosedState, EmptyState, ErrorState, LoadingState, NoMatchState, Skeleton } from '../ui/States/States';
import { Tabs } from '../ui/Tabs/Tabs';
import { TextInput } from '../ui/TextInput/TextInput';
import { ActDialog } from './ActDialog';
import { Figures } from './Figures';
import { Holdings } from './Holdings';
import { Moves } from './Moves';
import { QuotaWords } from './QuotaWords';
import styles from './pools.module.css';

const places = ['lying', 'held', 'moves', 'figures'] as const;

export function PoolPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { pool: key = '' } = useParams();
  const found = usePool(app.key, key);
  const others = usePools(app.key);
  const title = found.data?.title ?? others.data?.items.find((one) => one.key === key)?.title ?? t('pools.title');
  return (
    <>
      <AppPanel app={app} />
      {found.data ? (
        <Shown key={key} pool={found.data} />
      ) : (
        <Sheet title={title}>
          {found.isPending && (
            <LoadingState what={title}>
              <Skeleton rows={10} />
            </LoadingState>
          )}
          {found.isError && (isGone(found.error) ? <ClosedState /> : <ErrorState error={found.error} onRetry={() => void found.refetch()} />)}
        </Sheet>
      )}
    </>
  );
}

function Shown({ pool }: { pool: PoolInfo }) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const [asking, setAsking] = useState(false);
  const place = (pool.manager && places.find((one) => one === url.get('place'))) || 'lying';
  const tabs = places.map((one) => ({ key: one, title: t(`pools.places.${one}`), ...(one === 'lying' ? { count: pool.lying } : {}) }));
  return (
    <Sheet
      title={pool.title}
      scrolls
      lead={
        <Link to={`/apps/${pool.app}`} className={styles.up} aria-label={t('common.back')}>
          <Icon name="left" size={20} />
        </Link>
      }
      actions={
        pool.collision && (
          <Button variant="quiet" icon="shield" onClick={() => setAsking(true)}>
            {t('names.owner')}
          </Button>
        )
      }
    >
      {asking && <OwnerDialog app={pool.form.app} form={pool.form.key} onClose={() => setAsking(false)} />}
      <div className={styles.page}>
        {pool.description && <p className={styles.words}>{pool.description}</p>}
        {pool.member && <QuotaWords quota={pool.quota} />}
        {pool.manager && (
          <div className={styles.tabs}>
            <Tabs label={pool.title} panel="pool" tabs={tabs} value={place} onChange={(next) => setUrl({ place: next === 'lying' ? null : next }, true)} />
          </div>
        )}
        <div id="pool" role={pool.manager ? 'tabpanel' : undefined} aria-label={pool.manager ? t(`pools.places.${place}`) : undefined}>
          {place === 'lying' && <Lying pool={pool} />}
          {place === 'held' && <Holdings pool={pool} />}
          {place === 'moves' && <Moves pool={pool} />}
          {place === 'figures' && <Figures pool={pool} />}
        </div>
      </div>
    </Sheet>
  );
}

function Lying({ pool }: { pool: PoolInfo }) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const search = url.get('search') ?? '';
  const form = useForm(pool.form.app, pool.form.key);
  const found = useLying(pool.app, pool.key, useDeferredValue(search.trim()));
  const failed = found.error ?? form.error;
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (failed && !found.data) return <ErrorState error={failed} onRetry={() => void Promise.all([found.refetch(), form.refetch()])} />;
  if (!form.data || !found.data) {
    return (
      <LoadingState what={pool.title}>
        <Skeleton rows={8} line={48} />
      </LoadingState>
    );
  }
  return (
    <>
      <search className={styles.search}>
        <TextInput type="search" icon="search" label={t('common.search')} placeholder={t('pools.search')} value={search} onChange={(text) => setUrl({ search: text || null })} />
      </search>
      {items.length === 0 && search && <NoMatchState title={t('pools.noMatch', { search })} actions={<Button onClick={() => setUrl({ search: null })}>{t('common.clear')}</Button>} />}
      {items.length === 0 && !search && <EmptyState title={t('pools.none')}>{t('pools.noneWords')}</EmptyState>}
      {items.length > 0 && <Rows pool={pool} form={form.data} items={items} />}
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('pools.more')}
        </Button>
      )}
    </>
  );
}

function Rows({ pool, form, items }: { pool: PoolInfo; form: FormInfo; items: PoolRecord[] }) {
  const { t } = useTranslation();
  const act = usePoolAct(pool.app, pool.key);
  const show = useToasts((store) => store.show);
  const [chosen, setChosen] = useState<string[]>([]);
  const [giving, setGiving] = useState<string[] | null>(null);
  const fields = form.fields.filter((field) => pool.shows.includes(field.key) && field.key !== form.title_field);
  const here = new Set(items.map((one) => one.record.id));
  const marked = chosen.filter((id) => here.has(id));
  const titles = new Map(items.map((one) => [one.record.id, recordTitle(form, one.record)]));
  const claim = (records: string[]) =>
    act.mutate(
      { act: 'claim', records },
      {
        onSuccess: (done) => {
          const got = done.items.filter((one) => !one.problem);
          setChosen([]);
          if (got.length > 0) show(t('pools.claimed', { count: got.length, title: titles.get(got[0]?.record ?? '') ?? '' }));
        },
      },
    );
  const refused = act.data?.items.filter((one) => one.problem) ?? [];
  return (
    <>
      <div role="status">
        {act.isError && <Banner tone="bad" title={act.error.message} />}
        {refused.map((one) => (
          <Banner key={one.record} tone="warning" title={titles.get(one.record) ?? pool.title}>
            {one.problem?.detail}
          </Banner>
        ))}
      </div>
      {marked.length > 0 && (
        <div className={styles.bulk} role="group" aria-label={t('pools.chosen', { count: marked.length })}>
          <span>{t('pools.chosen', { count: marked.length })}</span>
          {pool.member && <Button size="small" busy={act.isPending} onClick={() => claim(marked)}>{t('pools.act.claim')}</Button>}
          {pool.manager && <Button size="small" onClick={() => setGiving(marked)}>{t('pools.act.assign')}</Button>}
          <Button size="small" variant="quiet" onClick={() => setChosen([])}>{t('common.cancel')}</Button>
        </div>
      )}
      <ul className={styles.rows}>
        {items.map(({ record, place }) => (
          <li key={record.id} className={styles.row}>
            <Checkbox label={t('pools.choose', { title: titles.get(record.id) ?? '' })} checked={marked.includes(record.id)} onChange={(on) => setChosen(on ? [...marked, record.id] : marked.filter((id) => id !== record.id))} />
            <span className={styles.what}>
              <Link to={`/apps/${pool.form.app}/${pool.form.key}/${record.id}`}>{titles.get(record.id)}</Link>
              <span className={styles.facts}>
                {fields.filter((field) => record.values[field.key] !== null && record.values[field.key] !== undefined).map((field) => (
                  <span key={field.key}>
                    <Value app={pool.form.app} field={field} record={record} />
                  </span>
                ))}
              </span>
            </span>
            <span className={styles.why}>
              {place?.cause}
              <small>{[place?.from && t('pools.from', { name: place.from }), place && (place.days > 0 ? t('pools.days', { count: place.days }) : t('pools.today'))].filter(Boolean).join(' · ')}</small>
            </span>
            <span className={styles.acts}>
              {pool.manager && <Button size="small" variant={pool.member ? 'quiet' : 'line'} onClick={() => setGiving([record.id])}>{t('pools.act.assign')}</Button>}
              {pool.member && <Button size="small" disabled={act.isPending || pool.quota.left === 0} title={pool.quota.left === 0 ? t('pools.full') : undefined} onClick={() => claim([record.id])}>{t('pools.act.claim')}</Button>}
            </span>
          </li>
        ))}
      </ul>
      {giving && <ActDialog pool={pool} reasons={pool.reasons} act="assign" records={giving} title={titles.get(giving[0] ?? '') ?? ''} onClose={() => setGiving(null)} onDone={() => setChosen([])} />}
    </>
  );
}
