/** Kanban: a column for each stage or option; to move a card is to change its record. */
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { FieldInfo, RecordItem } from '../api/types';
import { useGroups } from '../api/views';
import { useNow } from '../api/session';
import { formModel } from '../form/model';
import { useEngine } from '../form/useEngine';
import { defineView, type ViewProps } from '../lib/defineView';
import { fieldView } from '../lib/fields';
import { figure, grouped } from '../lib/numbers';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { mayMove, waysOf } from './kanban/gates';
import { Lane, type CardMoves } from './kanban/Lane';
import styles from './kanban/kanban.module.css';
import { figureName } from './table/figures';
import { RefusalNote } from './parts/RefusalNote';
import { ViewFrame } from './parts/ViewFrame';
import { optionsOf } from './parts/options';
import { playing, told, useNarrowing } from './parts/useNarrowing';
import { useMoving } from './parts/useMoving';

export default defineView({
  key: 'kanban',
  icon: 'kanban',
  title: 'views.kanban',
  View: (props) => {
    // The server gives nobody a board whose columns he may not read.
    const by = playing(props.form, props.view, 'by');
    return by ? <Board {...props} by={by} /> : null;
  },
});

function Board({ app, form, view, by }: ViewProps & { by: FieldInfo }) {
  const { t, i18n } = useTranslation();
  const narrowing = useNarrowing(form, view);
  const total = playing(form, view, 'total');
  const groups = useGroups(app, form.key, { field: by.key, figures: total ? [figureName(total.key, 'sum')] : [], filter: narrowing.query.filter, search: narrowing.query.search });
  const { move, moving, refusal, dismiss } = useMoving(app, form);
  const [seen, setSeen] = useState<Record<string, string[]>>({});
  const now = useNow();
  // To the minute: what is due does not change while one looks at a card.
  const minute = Math.floor(now / 60_000) * 60_000;
  const judges = useEngine(form.rules.length + form.checks.length > 0);
  // Made anew once conditions can be judged: till then no card is held back here, and the server judges alone.
  const model = useMemo(() => ({ ...formModel(form, () => new Date(minute)), judges }), [form, minute, judges]);
  const columns = columnsOf(by, groups.data?.items ?? [], t('views.noValue'));
  const fields = told(form, view, [by], 4);
  const moves: CardMoves | null = mayMove(form, by)
    ? {
        ways: (record) => waysOf(model, by, record),
        move: (record, to) => {
          const from = record.values[by.key] ?? null;
          const there = { ...record, values: { ...record.values, [by.key]: to } };
          const back = from === null || waysOf(model, by, there).some((way) => way.to === from && way.state !== 'none');
          const where = optionsOf(by).find((option) => option.key === to)?.title ?? to;
          move({ record, values: { [by.key]: to }, where, ...(back ? { back: { [by.key]: from } } : {}) });
        },
        moving,
      }
    : null;
  const sumOf = (sum: unknown): ReactNode => total && sum !== null && sum !== undefined && (fieldView(total.type)?.brief?.(sum, total.settings, i18n.language) ?? figure(String(sum), i18n.language));
  return (
    <ViewFrame app={app} form={form} narrowing={narrowing} ids={columns.flatMap(({ key }) => seen[key ?? ''] ?? [])} foot={<Foot count={groups.data?.total} moves={moves !== null} />}>
      {refusal && <RefusalNote refusal={refusal} onClose={dismiss} />}
      {groups.isPending && (
        <LoadingState what={form.title}>
          <Skeleton rows={8} line={72} />
        </LoadingState>
      )}
      {groups.isError && <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />}
      {groups.data && (
        <div className={styles.board} role="group" aria-label={view?.title ?? form.title}>
          {columns.map(({ key, title }) => {
            const group = groups.data.items?.find((one) => (one.value ?? null) === key);
            return (
              <Lane
                key={key ?? ''}
                app={app}
                form={form}
                by={by}
                option={key}
                title={title}
                count={group?.count ?? 0}
                sum={sumOf(total && group?.figures[figureName(total.key, 'sum')])}
                fields={fields}
                query={narrowing.query}
                moves={moves}
                onSeen={(ids) => setSeen((was) => (same(was[key ?? ''], ids) ? was : { ...was, [key ?? '']: ids }))}
              />
            );
          })}
        </div>
      )}
    </ViewFrame>
  );
}

function Foot({ count, moves }: { count: number | undefined; moves: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {count !== undefined && (
        <span>
          <b>{grouped(String(count))}</b> {t('table.rows')}
        </span>
      )}
      <span className={styles.grow} />
      {moves && <span className={styles.tip}>{t('views.kanbanTip')}</span>}
    </>
  );
}

/** Every option that may be chosen; closed ones, and records without one, only where there are records. */
function columnsOf(by: FieldInfo, groups: { value?: unknown }[], without: string): { key: string | null; title: string }[] {
  const held = new Set(groups.map((group) => group.value ?? null));
  const options = optionsOf(by).filter((option) => !option.closed || held.has(option.key));
  return [...(held.has(null) ? [{ key: null, title: without }] : []), ...options.map(({ key, title }) => ({ key, title }))];
}

function same(one: string[] | undefined, other: RecordItem['id'][]): boolean {
  return one?.length === other.length && one.every((id, at) => id === other[at]);
}
