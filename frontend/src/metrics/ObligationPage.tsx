/** An obligation: who has not yet done it, who was late, and everybody's duties of a period. */
import { useTranslation } from '../i18n/useTranslation';
import { Link, useParams } from 'react-router';
import { useDuties, useObligations } from '../api/obligations';
import { useNow } from '../api/session';
import type { AppInfo, Duty, ObligationInfo } from '../api/types';
import { AppPanel } from '../apps/AppPanel';
import { useUrlState } from '../apps/urlState';
import { Sheet } from '../desk/Sheet';
import { isGone } from '../lib/problems';
import { lastPeriods, periodUnits, unitOf } from '../lib/periods';
import { dayOf, shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Select } from '../ui/Select/Select';
import { ClosedState, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Verdict, type VerdictKind } from '../ui/Verdict/Verdict';
import { periodText } from './figures';
import { NotShown } from './NotShown';
import styles from './metrics.module.css';

const kinds: Record<Duty['state'], VerdictKind> = { on_time: 'good', late: 'warning', missing: 'bad', open: 'none' };
const choices = ['not_yet', 'missing', 'open', 'late', 'on_time', 'all'] as const;
type Choice = (typeof choices)[number];

export function ObligationPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { obligation: key = '' } = useParams();
  const found = useObligations(app.key);
  const one = found.data?.items.find((item) => item.key === key);
  return (
    <>
      <AppPanel app={app} />
      {one?.permitted ? (
        <Shown key={key} app={app.key} obligation={one} />
      ) : (
        <NotShown app={app} title={one?.title ?? t('obligations.title')} found={found} known={one !== undefined} />
      )}
    </>
  );
}

function Shown({ app, obligation }: { app: string; obligation: ObligationInfo }) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const now = useNow();
  const usual = obligation.each === 'working_day' || obligation.each === 'day' ? 'day' : (periodUnits.find((one) => one === obligation.each) ?? 'month');
  const period = url.get('period') ?? usual;
  const unit = unitOf(period) ?? usual;
  const choice: Choice = choices.find((one) => one === url.get('state')) ?? 'not_yet';
  const person = url.get('person');
  const department = url.get('department');
  const state = choice === 'all' ? undefined : choice === 'not_yet' ? 'missing,open' : choice;
  const found = useDuties(app, obligation.key, { period, ...(state ? { state } : {}), ...(person ? { person } : {}), ...(department ? { department } : {}) });
  const first = found.data?.pages[0];
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const counts = first?.counts;
  const numbers: Partial<Record<Choice, number>> = counts ? { ...counts, not_yet: counts.missing + counts.open, all: counts.missing + counts.open + counts.late + counts.on_time } : {};
  const shown = lastPeriods(unit, dayOf(now), 15);
  const known = first && !shown.some((one) => one === first.period.key) ? [first.period.key, ...shown] : shown;
  const whose = person ? items[0]?.person.name : department ? items[0]?.department?.name : null;
  return (
    <Sheet title={obligation.title} note={first && <span className={styles.note}>{t('metrics.asOf', { moment: shortMoment(first.as_of, now) })}</span>} scrolls>
      <div className={styles.page}>
        <p className={styles.words}>{obligation.words}</p>
        <div className={styles.controls}>
          <Select size="small" label={t('metrics.unit')} value={unit} onChange={(value) => setUrl({ period: value })} options={periodUnits.map((one) => ({ value: one, label: t(`obligations.units.${one}`) }))} />
          {first && <Select size="small" label={t('obligations.shownPeriod')} value={first.period.key} onChange={(value) => setUrl({ period: value })} options={known.map((one) => ({ value: one, label: one === first.period.key ? periodText(first.period, t) : periodText({ key: one, unit }, t) }))} />}
          {(person ?? department) && <Button size="small" onClick={() => setUrl({ person: null, department: null })}>{whose ? t('obligations.only', { name: whose }) : t('obligations.everybody')} ×</Button>}
        </div>
        <div className={styles.states} role="group" aria-label={t('obligations.which')}>
          {choices.map((one) => (
            <Button key={one} size="small" pressed={choice === one} onClick={() => setUrl({ state: one === 'not_yet' ? null : one })}>
              {t(`obligations.states.${one}`)}{numbers[one] !== undefined && ` ${numbers[one]}`}
            </Button>
          ))}
        </div>
        {found.isPending && (
          <LoadingState>
            <Skeleton rows={8} />
          </LoadingState>
        )}
        {found.isError && (isGone(found.error) ? <ClosedState /> : <ErrorState error={found.error} onRetry={() => void found.refetch()} />)}
        {first && items.length === 0 && (
          <EmptyState title={numbers.all ? t('obligations.none') : t('obligations.nobody')}>{t('obligations.noneWords')}</EmptyState>
        )}
        {items.length > 0 && <Duties items={items} now={now} records={obligation.about_records} onPerson={(id) => setUrl({ person: id, state: 'all' }, true)} />}
        {found.hasNextPage && (
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('obligations.more')}
          </Button>
        )}
      </div>
    </Sheet>
  );
}

function Duties({ items, now, records, onPerson }: { items: Duty[]; now: number; records: boolean; onPerson: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('obligations.who')}</th>
            {records && <th scope="col">{t('obligations.about')}</th>}
            <th scope="col">{t('obligations.owedFor')}</th>
            <th scope="col">{t('obligations.due')}</th>
            <th scope="col" className={styles.right}>{t('obligations.done')}</th>
            <th scope="col">{t('obligations.state')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={`${one.person.id} ${one.record?.id ?? ''} ${one.period.key}`}>
              <th scope="row">
                <button type="button" className={styles.open} onClick={() => onPerson(one.person.id)}>{one.person.name ?? t('charts.hidden')}</button>
                {one.department && <small> {one.department.name}</small>}
              </th>
              {records && <td>{one.record && <Link className={styles.open} to={`/apps/${one.record.app}/${one.record.form}/${one.record.id}`}>{one.record.title ?? t('metrics.untitled')}</Link>}</td>}
              <td>{periodText(one.period, t)}</td>
              <td>{shortMoment(one.due, now)}</td>
              <td className={styles.right}>
                {one.done > 0 ? (
                  <Link className={styles.open} title={t('obligations.records')} to={`/apps/${one.records.app}/${one.records.form}?filter=${encodeURIComponent(JSON.stringify(one.records.filter))}`}>
                    {one.done}/{one.at_least}
                  </Link>
                ) : (
                  `${one.done}/${one.at_least}`
                )}
              </td>
              <td><Verdict kind={kinds[one.state]}>{t(`obligations.states.${one.state}`)}</Verdict></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
