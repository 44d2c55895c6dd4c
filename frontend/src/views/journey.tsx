/** Journey: cases on their way over several forms, a lane for each; what went wrong on the way is said in words. */
import { useMemo, type KeyboardEvent } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useNow } from '../api/session';
import { useJourney, type JourneyCell } from '../api/views';
import { defineView, type ViewProps } from '../lib/defineView';
import { grouped } from '../lib/numbers';
import { momentText } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import styles from './journey/journey.module.css';
import { ViewFrame, useOpen } from './parts/ViewFrame';
import { useNarrowing } from './parts/useNarrowing';
import { NoRows } from './table/NoRows';

export default defineView({
  key: 'journey',
  icon: 'journey',
  title: 'journey.title',
  View: (props) => (props.view ? <JourneyView {...props} view={props.view} /> : null),
});

const tones = { good: 'good', attention: 'warning', bad: 'bad' } as const;

function JourneyView({ app, form, view }: ViewProps & { view: NonNullable<ViewProps['view']> }) {
  const { t, i18n } = useTranslation();
  const [, openAt] = useOpen();
  const now = useNow();
  const narrowing = useNarrowing(form, view);
  const found = useJourney(app, form.key, view.key, narrowing.query);
  const share = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
  const lanes = found.data?.pages[0]?.lanes ?? [];
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.rows) ?? [], [found.data]);
  return (
    <ViewFrame app={app} form={form} narrowing={narrowing} ids={useMemo(() => rows.map((row) => row.id), [rows])} foot={<span className={styles.tip}>{t('journey.tip')}</span>}>
      {found.isPending && (
        <LoadingState what={form.title}>
          <Skeleton rows={8} line={64} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && rows.length === 0 && <NoRows app={app} form={form} filtered={narrowing.filtered} conditions={narrowing.conditions} />}
      {rows.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.lanes} aria-label={view.title} onKeyDown={walk}>
            <thead>
              <tr>
                {lanes.map((lane, at) => {
                  const before = lanes[at - 1]?.count ?? 0;
                  return (
                    <th key={`${lane.app}.${lane.form}.${lane.title}`} scope="col">
                      <span className={styles.lane}>
                        {at > 0 && <Icon name="right" size={14} />}
                        {lane.title}
                      </span>
                      <span className={styles.count}>
                        {grouped(String(lane.count))}
                        {at > 0 && before > 0 && <span title={t('journey.share')}> · {share.format(lane.count / before)}</span>}
                      </span>
                    </th>
                  );
                })}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  {row.cells.map((cell, at) => {
                    const lane = lanes[at];
                    const Place = at === 0 ? 'th' : 'td';
                    return (
                      lane && (
                        <Place key={`${lane.app}.${lane.form}.${lane.title}`} {...(at === 0 ? { scope: 'row' as const } : {})} className={cell?.id ? styles.here : styles.nothing}>
                          {cell ? <Stop cell={cell} now={now} to={at > 0 ? `/apps/${lane.app}/${lane.form}/${cell.id}` : null} onOpen={() => openAt(row.id)} /> : <span aria-label={t('journey.nothing')}>—</span>}
                        </Place>
                      )
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          {found.hasNextPage && (
            <div className={styles.more}>
              <Button size="small" variant="quiet" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {t('views.moreBelow')}
              </Button>
            </div>
          )}
        </div>
      )}
    </ViewFrame>
  );
}

/** What a lane has of a case: the latest record, with its stage, moment and marks. */
function Stop({ cell, now, to, onOpen }: { cell: JourneyCell; now: number; to: string | null; onOpen: () => void }) {
  const { t } = useTranslation();
  const title = cell.title || t('journey.unnamed');
  return (
    <div className={styles.stop}>
      {cell.id && (to === null ? (
        <button type="button" data-stop className={styles.title} onClick={onOpen}>
          {title}
        </button>
      ) : (
        <Link to={to} data-stop className={styles.title}>
          {title}
        </Link>
      ))}
      <span className={styles.facts}>
        {cell.stage && <Tag>{cell.stage}</Tag>}
        {cell.moment && <span>{momentText(cell.moment, now)}</span>}
        {cell.count > 1 && <span>{t('journey.more', { count: cell.count - 1 })}</span>}
      </span>
      {cell.marks.length > 0 && (
        <span className={styles.facts}>
          {cell.marks.map((mark) => (
            <Tag key={mark.title} tone={tones[mark.tone as keyof typeof tones] ?? 'plain'} icon={mark.tone === 'good' ? 'check' : 'warn'}>
              {mark.title}
            </Tag>
          ))}
        </span>
      )}
    </div>
  );
}

/** By arrows from stop to stop. */
function walk(event: KeyboardEvent<HTMLElement>) {
  if (event.nativeEvent.isComposing) return;
  const at = (document.activeElement as HTMLElement | null)?.closest<HTMLTableCellElement>('td,th');
  const row = at?.parentElement as HTMLTableRowElement | undefined;
  if (!at || !row) return;
  const ways: Record<string, () => HTMLElement | undefined> = {
    ArrowRight: () => stops(row)[stops(row).findIndex((stop) => at.contains(stop)) + 1],
    ArrowLeft: () => stops(row)[stops(row).findIndex((stop) => at.contains(stop)) - 1],
    ArrowDown: () => below(row.nextElementSibling, at.cellIndex),
    ArrowUp: () => below(row.previousElementSibling, at.cellIndex),
  };
  const next = ways[event.key]?.();
  if (!next) return;
  event.preventDefault();
  next.focus();
}

const stops = (row: Element) => [...row.querySelectorAll<HTMLElement>('[data-stop]')];

/** The stop of the row in the same lane, or the nearest before it. */
function below(row: Element | null, lane: number): HTMLElement | undefined {
  return row ? stops(row).findLast((stop) => (stop.closest<HTMLTableCellElement>('td,th')?.cellIndex ?? 0) <= lane) : undefined;
}
