/** The dispatch decisions of an app: who got what and why, what nobody got, and what departs from a rule. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { decisionsFile, useDecisions, type DecisionQuestion } from '../api/decisions';
import { useNow } from '../api/session';
import type { AppInfo, ListedDecision } from '../api/types';
import { Sheet } from '../desk/Sheet';
import { isGone } from '../lib/problems';
import { shortMoment } from '../lib/time';
import styles from '../metrics/metrics.module.css';
import { Button } from '../ui/Button/Button';
import { PersonPicker } from '../ui/PersonPicker/PersonPicker';
import { Select } from '../ui/Select/Select';
import { ClosedState, EmptyState, ErrorState, LoadingState, NoMatchState, Skeleton } from '../ui/States/States';
import { AppPanel } from './AppPanel';
import own from './Decisions.module.css';
import { useUrlState } from './urlState';

const rules = ['best', 'among_top', 'stays_with', 'nobody', 'by_hand', 'override'] as const;
const spans = { day: 1, week: 7, month: 30 } as const;
const narrowings = ['any', 'largest', 'in_a_row'] as const;
const dayMs = 86_400_000;
type Span = keyof typeof spans;

export function DecisionsPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const now = useNow();
  const [url, setUrl] = useUrlState();
  const span = (Object.keys(spans) as Span[]).find((one) => one === url.get('within')) ?? null;
  const rule = rules.find((one) => one === url.get('rule')) ?? null;
  const person = url.get('person');
  const deviating = narrowings.find((one) => one === url.get('deviating')) ?? null;
  // By the minute, so that the question stays the same while the page is looked at.
  const since = span && new Date(Math.floor(now / 60_000) * 60_000 - spans[span] * dayMs).toISOString();
  const asked: DecisionQuestion = { ...(since ? { since } : {}), ...(rule ? { rule } : {}), ...(person ? { person } : {}), ...(deviating ? { deviating } : {}) };
  const found = useDecisions(app.key, asked);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const causes = found.data?.pages[0]?.causes.slice(0, 3) ?? [];
  const noting = found.data?.pages[0]?.deviation_rules ?? [];
  const counts = { largest: onlyOne(noting.map((one) => one.largest_a_day)), in_a_row: onlyOne(noting.map((one) => one.days_in_a_row)) };
  return (
    <>
      <AppPanel app={app} />
      <Sheet title={t('decisions.title')} scrolls>
        <div className={styles.page}>
          <div className={styles.controls}>
            <Select size="small" label={t('decisions.within')} value={span} empty={t('decisions.ever')} onChange={(value) => setUrl({ within: value })} options={(Object.keys(spans) as Span[]).map((one) => ({ value: one, label: t(`decisions.spans.${one}`) }))} />
            <Select size="small" label={t('decisions.rule')} value={rule} empty={t('decisions.anyRule')} onChange={(value) => setUrl({ rule: value })} options={rules.map((one) => ({ value: one, label: t(`decisions.rules.${one}`) }))} />
            <span className={own.picker}>
              <PersonPicker size="small" label={t('decisions.person')} placeholder={t('decisions.person')} value={person} onChange={(id) => setUrl({ person: id })} />
            </span>
            <Select
              size="small"
              label={t('decisions.deviating')}
              value={deviating}
              empty={t('decisions.everything')}
              onChange={(value) => setUrl({ deviating: value })}
              options={narrowings.map((one) => ({ value: one, label: one !== 'any' && counts[one] !== null ? t(`decisions.counted.${one}`, { count: counts[one] }) : t(`decisions.narrowings.${one}`) }))}
            />
            <a className={styles.open} href={decisionsFile(app.key, asked)} download>
              {t('decisions.export')}
            </a>
          </div>
          {causes.length > 0 && <p className={styles.words}>{t('decisions.causes', { causes: causes.map((one) => `${one.title} ${one.count}`).join(' · ') })}</p>}
          {found.isPending && (
            <LoadingState>
              <Skeleton rows={8} />
            </LoadingState>
          )}
          {found.isError && (isGone(found.error) ? <ClosedState /> : <ErrorState error={found.error} onRetry={() => void found.refetch()} />)}
          {found.data && items.length === 0 && <Nothing narrowed={Object.keys(asked).length > 0} onAll={() => setUrl({ within: null, rule: null, person: null, deviating: null })} />}
          {items.length > 0 && <Decisions items={items} now={now} />}
          {found.hasNextPage && (
            <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('decisions.more')}
            </Button>
          )}
        </div>
      </Sheet>
    </>
  );
}

function Nothing({ narrowed, onAll }: { narrowed: boolean; onAll: () => void }) {
  const { t } = useTranslation();
  if (!narrowed) return <EmptyState title={t('decisions.none')}>{t('decisions.noneWords')}</EmptyState>;
  return (
    <NoMatchState title={t('decisions.noneFits')} actions={<Button onClick={onAll}>{t('decisions.showAll')}</Button>}>
      {t('decisions.noneFitsWords')}
    </NoMatchState>
  );
}

/** What all of them are; null where they differ, or there are none. */
function onlyOne(numbers: number[]): number | null {
  return new Set(numbers).size === 1 ? (numbers[0] ?? null) : null;
}

function Decisions({ items, now }: { items: ListedDecision[]; now: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('decisions.record')}</th>
            <th scope="col">{t('decisions.at')}</th>
            <th scope="col">{t('decisions.person')}</th>
            <th scope="col">{t('decisions.rule')}</th>
            <th scope="col">{t('decisions.deviation')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link className={styles.open} to={`/apps/${one.app}/${one.form}/${one.record}`}>
                  {one.record_title || t('metrics.untitled')}
                </Link>
              </th>
              <td>{shortMoment(one.at, now)}</td>
              <td>{one.person ?? '—'}</td>
              <td>{[one.cause ?? one.rule, one.by && t('reasons.overriddenBy', { person: one.by, reason: one.reason ?? '' })].filter(Boolean).join(' · ')}</td>
              <td>
                {one.deviations.map((note) => (
                  <div key={note.title}>{[note.title, note.days > 1 ? t('decisions.days', { count: note.days }) : '', note.reason].filter(Boolean).join(' · ')}</div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
