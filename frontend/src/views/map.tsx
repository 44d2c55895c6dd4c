/** Map: records where they lie, near ones together, or as heat; beside it the list of those in sight says the same in words. */
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useRecords } from '../api/records';
import type { FormInfo, FilterTree } from '../api/types';
import { useAreas, useCells, useGroups, type AreaInfo, type CellInfo } from '../api/views';
import { titleOf } from '../apps/Value';
import { useUrlState } from '../apps/urlState';
import { defineView, type ViewProps } from '../lib/defineView';
import { fieldView } from '../lib/fields';
import { countText, figure as short, grouped } from '../lib/numbers';
import { Button } from '../ui/Button/Button';
import { classes } from '../ui/classes';
import { lazyPart } from '../ui/lazyPart';
import { Select } from '../ui/Select/Select';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { areaBox, boundsOf, boxText, cellPoints, inBox, whereOf, type WhereFields } from './map/geometry';
import type { View } from './map/Globe';
import styles from './map/map.module.css';
import { CardFacts } from './parts/CardFacts';
import { ViewFrame, useOpen } from './parts/ViewFrame';
import { also, playing, told, useNarrowing } from './parts/useNarrowing';

const Globe = lazyPart(async () => (await import('./map/Globe')).default);

export default defineView({
  key: 'map',
  icon: 'map',
  title: 'map.title',
  View: (props) => {
    const [place, latitude, longitude] = ['place', 'latitude', 'longitude'].map((part) => playing(props.form, props.view, part));
    // The server gives nobody a map whose places he may not read.
    return place || (latitude && longitude) ? <MapView {...props} where={{ place, latitude, longitude }} /> : null;
  },
});

function MapView({ app, form, view, where }: ViewProps & { where: WhereFields }) {
  const { t, i18n } = useTranslation();
  const [url, setUrl] = useUrlState();
  const [open, openAt] = useOpen();
  const [seen, setSeen] = useState<View | null>(null);
  const narrowing = useNarrowing(form, view);
  const area = playing(form, view, 'area');
  const weight = playing(form, view, 'weight');
  const heat = (url.get('heat') ?? (view?.options.heat ? '1' : '0')) === '1';
  const shapes = useAreas(app, form.key, (view?.options.areas as string | null | undefined) ?? null);
  const areas = useMemo(() => shapes.data?.areas ?? [], [shapes.data]);
  const chosen = areas.find((one) => one.key === url.get('area')) ?? null;
  const query = useMemo(() => {
    if (!chosen) return narrowing.query;
    const box = areaBox(chosen);
    const tree: FilterTree | null = area ? { field: area.key, operator: 'equal', value: chosen.key } : box && inBox(where, box);
    return tree ? also(narrowing.query, tree) : narrowing.query;
  }, [narrowing.query, chosen, area, where]);
  const asked = { ...whereOf(where), weight: weight?.key, filter: query.filter, search: query.search };
  const all = useCells(app, form.key, { ...asked, zoom: 4 });
  const near = useCells(app, form.key, { ...asked, zoom: seen?.zoom ?? 4, box: seen ? boxText(seen.box) : undefined }, seen !== null);
  const bounds = useMemo(() => (chosen ? areaBox(chosen) : boundsOf([...cellPoints(all.data?.cells ?? []), ...areas.flatMap(corners)])), [chosen, all.data, areas]);
  const groups = useGroups(app, form.key, { field: area?.key ?? '', filter: narrowing.query.filter, search: narrowing.query.search }, area !== undefined && areas.length > 0);
  const counts = useMemo(() => new Map(groups.data?.items?.map((group) => [group.value ?? null, group.count])), [groups.data]);
  const tell = useCallback((one: AreaInfo) => (area && counts.has(one.key) ? short(String(counts.get(one.key)), i18n.language) : ''), [area, counts, i18n.language]);
  const figure = useCallback(
    (cell: CellInfo) => {
      const summed = heat && weight ? String(cell.sum ?? 0) : null;
      const said = summed === null ? short(String(cell.count), i18n.language) : weight && fieldView(weight.type)?.brief?.(summed, weight.settings, i18n.language);
      return { value: summed === null ? cell.count : Number(summed), text: said ?? short(summed ?? '0', i18n.language) };
    },
    [heat, weight, i18n.language],
  );
  const words = useCallback((cell: CellInfo) => t('map.cell', { count: cell.count, shown: grouped(String(cell.count)) }), [t]);
  const choose = (key: string | null) => setUrl({ area: key === chosen?.key ? null : key }, true);
  const ready = !all.isPending && !shapes.isLoading;
  return (
    <ViewFrame
      app={app}
      form={form}
      narrowing={narrowing}
      ids={[]}
      tools={
        <>
          {areas.length > 0 && (
            <span className={styles.select}>
              <Select size="small" label={t('map.area')} value={chosen?.key ?? null} empty={t('map.allAreas')} onChange={choose} options={areas.map((one) => ({ value: one.key, label: one.title }))} />
            </span>
          )}
          <Button size="small" variant="quiet" pressed={heat} onClick={() => setUrl({ heat: heat ? '0' : '1' })}>
            {t('map.heat')}
          </Button>
        </>
      }
      foot={
        <>
          {all.data && (
            <span>
              <b>{grouped(String(all.data.total))}</b> {t('map.placed')}
            </span>
          )}
          {heat && weight && <span>{t('map.by', { field: weight.title })}</span>}
          {all.data?.total === 0 && <span>{t('map.nowhere', { form: form.title })}</span>}
        </>
      }
    >
      {all.isError && <ErrorState error={all.error} onRetry={() => void all.refetch()} />}
      {!all.isError && !ready && (
        <LoadingState what={form.title}>
          <Skeleton rows={6} line={96} />
        </LoadingState>
      )}
      {!all.isError && ready && (
        <div className={styles.split}>
          <Globe
            label={view?.title ?? form.title}
            areas={areas}
            chosen={chosen?.key ?? null}
            told={tell}
            cells={(seen ? near.data?.cells : all.data?.cells) ?? none}
            zoom={near.data?.zoom ?? 4}
            heat={heat}
            figure={figure}
            words={words}
            bounds={bounds}
            fit={chosen?.key ?? ''}
            open={open}
            onView={setSeen}
            onArea={choose}
            onOpen={openAt}
          />
          <InSight app={app} form={form} view={view} query={query} where={where} seen={seen} open={open} onOpen={openAt} />
        </div>
      )}
    </ViewFrame>
  );
}

const none: CellInfo[] = [];

function corners(area: AreaInfo) {
  const box = areaBox(area);
  return box ? ([[box.west, box.south], [box.east, box.north]] as const) : [];
}

function InSight({ app, form, view, query, where, seen, open, onOpen }: Pick<ViewProps, 'app' | 'view'> & { form: FormInfo; query: Parameters<typeof also>[0]; where: WhereFields; seen: View | null; open: string | null; onOpen: (id: string) => void }) {
  const { t, i18n } = useTranslation();
  const here = useMemo(() => {
    const tree = seen && inBox(where, seen.box);
    return tree ? also(query, tree) : query;
  }, [query, where, seen]);
  const records = useRecords(app, form.key, here, { limit: view?.limit, enabled: seen !== null });
  const rows = records.data?.pages.flatMap((page) => page.items) ?? [];
  const first = records.data?.pages[0];
  const fields = told(form, view, [where.latitude, where.longitude, where.place], 3);
  return (
    <section className={styles.side} aria-label={t('map.inSight')}>
      <p className={styles.head} aria-live="polite">
        {t('map.inSight')} <b>{first?.total === undefined || first.total === null ? '' : countText(first.total, first.total_exact, i18n.language)}</b>
      </p>
      <div className={styles.list}>
        {records.isError && <ErrorState error={records.error} onRetry={() => void records.refetch()} />}
        <ul>
          {rows.map((record) => (
            <li key={record.id}>
              <button type="button" className={classes(styles.item, record.id === open && styles.chosenItem)} onClick={() => onOpen(record.id)}>
                <span className={styles.title}>{titleOf(form, record)}</span>
                <CardFacts app={app} fields={fields} record={record} />
              </button>
            </li>
          ))}
        </ul>
        {first && rows.length === 0 && <p className={styles.head}>{t('map.noneInSight')}</p>}
        {records.hasNextPage && (
          <div className={styles.more}>
            <Button size="small" variant="quiet" busy={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
              {t('views.moreBelow')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
