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
import { ClosedState, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { AppPanel } from './AppPanel';
import own from './Decisions.module.css';
import { useUrlState } from './urlState';

const rules = ['best', 'among_top', 'nobody', 'by_hand', 'override'] as const;
const spans = { day: 1, week: 7, month: 30 } as const;
// What the list is narrowed to; the counts are those that people go by: three a day, three days.
const deviations = { any: { deviating: '1' }, largest: { largest: 3 }, row: { days: 3 } } as const;
const dayMs = 86_400_000;
type Span = keyof typeof spans;
type Deviation = keyof typeof deviations;

export function DecisionsPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const now = useNow();
  const [url, setUrl] = useUrlState();
  const span = (Object.keys(spans) as Span[]).find((one) => one === url.get('within')) ?? null;
  const rule = rules.find((one) => one === url.get('rule')) ?? null;
  const person = url.get('person');
  const deviation = (Object.keys(deviations) as Deviation[]).find((one) => one === url.get('deviation')) ?? null;
  // By the minute, so that the question stays the same while the page is looked at.
  const since = span && new Date(Math.floor(now / 60_000) * 60_000 - spans[span] * dayMs).toISOString();
  const asked: DecisionQuestion = { ...(since ? { since } : {}), ...(rule ? { rule } : {}), ...(person ? { person } : {}), ...(deviation ? deviations[deviation] : {}) };
  const found = useDecisions(app.key, asked);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const causes = found.data?.pages[0]?.causes.slice(0, 3) ?? [];
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
            <Select size="small" label={t('decisions.deviating')} value={deviation} empty={t('decisions.everything')} onChange={(value) => setUrl({ deviation: value })} options={(Object.keys(deviations) as Deviation[]).map((one) => ({ value: one, label: t(`decisions.deviations.${one}`) }))} />
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
          {found.data && items.length === 0 && <EmptyState title={t('decisions.none')}>{t('decisions.noneWords')}</EmptyState>}
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
