/** The rows of a run: inputs and results with what they were before, what is written, what stood in the way. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useRunRows } from '../api/periodRuns';
import type { Schemas } from '../api/types';
import { listed } from '../lib/listed';
import { figure } from '../lib/numbers';
import { Button } from '../ui/Button/Button';
import { ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import styles from './periodRuns.module.css';

type Row = Schemas['RunRow'];
type Value = Schemas['PeriodValue'];
type Group = 'inputs' | 'results';

const TONES = { new: 'good', changed: 'warning', same: 'plain', gone: 'line', failed: 'bad' } as const;

interface Props {
  app: string;
  run: Schemas['RunDetail'];
  difference: string | null;
}

export function RunRows({ app, run, difference }: Props) {
  const { t } = useTranslation();
  const rows = useRunRows(app, run.id, run.state, difference);
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const { form, inputs, results } = run.sheet;
  // Persons and records are told by ids, which nobody reads.
  const shown = inputs.filter((one) => !items.some((row) => isId(row.inputs[one.key])));
  if (rows.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={6} />
      </LoadingState>
    );
  }
  if (rows.isError) return <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />;
  return (
    <div id="run-rows" role="tabpanel" className={styles.scroll} tabIndex={0} aria-label={t('periodRuns.rows')}>
      {items.length === 0 && <p className={styles.words}>{t('periodRuns.hidden')}</p>}
      {items.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{form.title}</th>
              <th scope="col">{t('periodRuns.difference')}</th>
              {[...shown, ...results].map((one, index) => (
                <th key={`${index}${one.key}`} scope="col" className={isNumber(one) ? styles.number : undefined}>
                  {one.title}
                </th>
              ))}
              <th scope="col">{t('periodRuns.writes')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <Link to={`/apps/${form.app}/${form.key}/${row.id}`}>{row.title}</Link>
                  {row.problem && <small className={styles.problem}>{row.problem}</small>}
                </th>
                <td data-label={t('periodRuns.difference')}>
                  <Tag tone={TONES[row.difference]}>{t(`periodRuns.differences.${row.difference}`)}</Tag>
                </td>
                {shown.map((one) => (
                  <ValueCell key={one.key} row={row} group="inputs" value={one} />
                ))}
                {results.map((one) => (
                  <ValueCell key={one.key} row={row} group="results" value={one} />
                ))}
                <td data-label={t('periodRuns.writes')}>
                  <Writes row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.hasNextPage && (
        <Button variant="quiet" busy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </div>
  );
}

function ValueCell({ row, group, value }: { row: Row; group: Group; value: Value }) {
  const { t, i18n } = useTranslation();
  const now = row.difference === 'gone' ? undefined : row[group][value.key];
  const before = row.before?.[group][value.key];
  const differs = row.before !== null && JSON.stringify(now ?? null) !== JSON.stringify(before ?? null);
  const said = (one: unknown) => shownValue(one, value, i18n.language, { yes: t('periodRuns.yes'), no: t('periodRuns.no') });
  return (
    <td data-label={value.title} className={isNumber(value) ? styles.number : undefined}>
      {differs && <del>{said(before)}</del>} <span className={differs ? styles.differs : undefined}>{said(now)}</span>
    </td>
  );
}

function Writes({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (row.difference === 'gone') return <>{t('periodRuns.takenBack')}</>;
  if (row.writes.length === 0) return <>—</>;
  return (
    <>
      {row.writes.map((one) => (
        <span key={one.key} className={styles.write}>
          {t(`periodRuns.kinds.${one.kind}`, { title: one.title, amount: one.amount ?? '' })}
        </span>
      ))}
    </>
  );
}

function isNumber(value: Value): boolean {
  return value.type === 'integer' || value.type === 'decimal';
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-hjkmnp-tv-z]{26}$/.test(value);
}

function shownValue(value: unknown, of: Value, locale: string, words: { yes: string; no: string }): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return listed(value.map(String), locale);
  return isNumber(of) ? figure(String(value), locale) : String(value);
}
