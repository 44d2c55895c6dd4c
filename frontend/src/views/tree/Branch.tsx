/** The records below one, a page at a time, each with how many lie below it in turn: one question for the whole page. */
import { Fragment, useEffect, useEffectEvent, useMemo, useState, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useRecords, type RecordQuery } from '../../api/records';
import type { FieldInfo, FormInfo, RecordItem } from '../../api/types';
import { useGroups } from '../../api/views';
import { titleOf, Value } from '../../apps/Value';
import { Button } from '../../ui/Button/Button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon/Icon';
import { ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { useOpen } from '../parts/ViewFrame';
import { also, type Narrowing } from '../parts/useNarrowing';
import type { Column } from '../table/columns';
import { NoRows } from '../table/NoRows';
import { drag, underWay, type Puts } from './puts';
import styles from './tree.module.css';

export interface Props {
  app: string;
  form: FormInfo;
  parent: FieldInfo;
  /** The record above; null for those without one, undefined for all that `own` finds. */
  under: string | null | undefined;
  own: RecordQuery;
  /** What finds the records further below. */
  below: RecordQuery;
  columns: Column[];
  template: string;
  level: number;
  narrowing: Narrowing;
  /** Null where nothing may be moved. */
  puts: Puts | null;
  /** Told of the first level, which one steps through. */
  onIds?: (ids: string[]) => void;
}

const page = 50;

export function Branch({ app, form, parent, under, own, below, columns, template, level, narrowing, puts, onIds }: Props) {
  const { t } = useTranslation();
  const query = useMemo(
    () => (under === undefined ? own : also(own, under === null ? { field: parent.key, operator: 'empty' } : { field: parent.key, operator: 'equal', value: under })),
    [own, under, parent.key],
  );
  const records = useRecords(app, form.key, query, { limit: page, counted: false });
  const rows = useMemo(() => records.data?.pages.flatMap((one) => one.items) ?? [], [records.data]);
  const tell = useEffectEvent((ids: string[]) => onIds?.(ids));
  useEffect(() => tell(rows.map((row) => row.id)), [rows]);
  if (records.isPending) {
    return (
      <LoadingState what={form.title}>
        <Skeleton rows={level === 1 ? 8 : 2} />
      </LoadingState>
    );
  }
  if (records.isError) return <ErrorState error={records.error} onRetry={() => void records.refetch()} />;
  if (rows.length === 0 && level === 1) return <NoRows app={app} form={form} filtered={narrowing.filtered} conditions={narrowing.conditions} />;
  return (
    <>
      {records.data.pages.map((one) => (
        <Page key={one.items[0]?.id ?? ''} rows={one.items} {...{ app, form, parent, below, columns, template, level, narrowing, puts }} />
      ))}
      {records.hasNextPage && (
        <div className={styles.more} style={{ paddingLeft: level * 20 }}>
          <Button size="small" variant="quiet" busy={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
            {t('views.moreBelow')}
          </Button>
        </div>
      )}
    </>
  );
}

function Page({ rows, ...props }: Omit<Props, 'under' | 'own' | 'onIds'> & { rows: RecordItem[] }) {
  const { app, form, parent, below } = props;
  const children = useGroups(app, form.key, { field: parent.key, ...also(below, { field: parent.key, operator: 'one_of', value: rows.map((row) => row.id) }) }, rows.length > 0);
  const counts = new Map(children.data?.items?.map((group) => [group.value, group.count]));
  return rows.map((record) => <Node key={record.id} record={record} below_count={counts.get(record.id) ?? 0} {...props} />);
}

function Node({ record, below_count, ...props }: Omit<Props, 'under' | 'own' | 'onIds'> & { record: RecordItem; below_count: number }) {
  const { t } = useTranslation();
  const { app, form, columns, template, level, below, puts } = props;
  const [open, openAt] = useOpen();
  const [unfolded, setUnfolded] = useState(false);
  const [over, setOver] = useState(false);
  const title = titleOf(form, record);
  const moving = puts?.moving.has(record.id) ?? false;
  const takes = () => underWay() !== null && underWay()?.id !== record.id;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const put = underWay();
    if (put && takes()) puts?.put(put, { id: record.id, title });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
    if (event.key === 'm' && puts && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      puts.ask(record);
      return;
    }
    const acts: Record<string, () => void> = {
      Enter: () => openAt(record.id),
      ' ': () => openAt(record.id),
      ...(below_count > 0 ? { ArrowRight: () => setUnfolded(true) } : {}),
      ...(unfolded ? { ArrowLeft: () => setUnfolded(false) } : {}),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <Fragment>
      <div
        role="row"
        data-node
        tabIndex={0}
        aria-level={level}
        aria-expanded={below_count > 0 ? unfolded : undefined}
        aria-selected={record.id === open}
        aria-busy={moving || undefined}
        aria-keyshortcuts={puts ? 'M' : undefined}
        className={classes(styles.row, record.id === open && styles.open, over && styles.over, moving && styles.moving)}
        style={{ gridTemplateColumns: template }}
        onClick={() => openAt(record.id)}
        onKeyDown={keys}
        draggable={puts !== null && !moving}
        onDragStart={(event) => {
          drag(record);
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', title);
        }}
        onDragEnd={() => drag(null)}
        onDragOver={(event) => {
          if (!takes()) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {columns.map(({ field, align }, at) => (
          <div key={field.key} role="gridcell" className={at === 0 ? styles.first : align === 'right' ? styles.right : styles.cell} style={at === 0 ? { paddingLeft: 10 + (level - 1) * 20 } : undefined}>
            {at === 0 && (
              <span className={styles.fold}>
                {below_count > 0 && (
                  <button
                    type="button"
                    tabIndex={-1}
                    aria-label={t(unfolded ? 'views.fold' : 'views.open', { title: t('views.below', { count: below_count }) })}
                    onClick={(event) => {
                      event.stopPropagation();
                      setUnfolded((was) => !was);
                    }}
                  >
                    <Icon name={unfolded ? 'down' : 'right'} size={14} />
                  </button>
                )}
              </span>
            )}
            {at === 0 ? (
              <span className={styles.name}>
                <Value field={field} record={record} app={app} />
              </span>
            ) : (
              <Value field={field} record={record} app={app} />
            )}
            {at === 0 && below_count > 0 && <span className={styles.count}>{below_count}</span>}
            {at === 0 && puts && (
              <Button
                size="small"
                variant="quiet"
                icon="swap"
                className={styles.put}
                tabIndex={-1}
                label={t('views.moveOne', { title })}
                onClick={(event) => {
                  event.stopPropagation();
                  puts.ask(record);
                }}
              />
            )}
          </div>
        ))}
      </div>
      {unfolded && <Branch {...props} under={record.id} own={below} level={level + 1} />}
    </Fragment>
  );
}
