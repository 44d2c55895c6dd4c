/** A ledger: accounts with their balances beside the statement of one; managers post, reverse and close. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, useParams, useSearchParams } from 'react-router';
import { statementFile, useAccounts, useClosings, useLedgers, useStatement } from '../api/ledgers';
import { useNow } from '../api/session';
import type { AppInfo, Schemas } from '../api/types';
import { Sheet } from '../desk/Sheet';
import { figure } from '../lib/numbers';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Select } from '../ui/Select/Select';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import { CloseDialog, PostDialog, ReverseDialog } from './ActDialogs';
import styles from './ledgers.module.css';

type Ledger = Schemas['Ledger'];
type Entry = Schemas['LedgerEntry'];

export function LedgerPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { ledger: key = '' } = useParams();
  const ledgers = useLedgers(app.key);
  const ledger = ledgers.data?.items.find((one) => one.key === key);
  return (
    <Sheet title={ledger?.title ?? t('ledgers.title')} note={ledger && <span className={styles.note}>{ledger.description ?? ledger.unit}</span>} actions={ledger?.manages && <Close app={app.key} ledger={ledger} />}>
      {ledgers.isPending && (
        <LoadingState>
          <Skeleton rows={8} />
        </LoadingState>
      )}
      {ledgers.isError && <ErrorState error={ledgers.error} onRetry={() => void ledgers.refetch()} />}
      {ledgers.data && !ledger && <EmptyState title={t('ledgers.gone')} />}
      {ledger && <Books key={key} app={app.key} ledger={ledger} />}
    </Sheet>
  );
}

function Close({ app, ledger }: { app: string; ledger: Ledger }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" icon="lock" onClick={() => setOpen(true)}>
        {t('ledgers.close')}
      </Button>
      {open && <CloseDialog app={app} ledger={ledger} onClose={() => setOpen(false)} />}
    </>
  );
}

function Books({ app, ledger }: { app: string; ledger: Ledger }) {
  const { t, i18n } = useTranslation();
  const accounts = useAccounts(app, ledger.key);
  const [search, setSearch] = useSearchParams();
  const items = accounts.data?.pages.flatMap((page) => page.items) ?? [];
  // The one that stood first when one came: after an entry another may stand there.
  const [first, setFirst] = useState<string | null>(null);
  if (first === null && items[0]) setFirst(items[0].id);
  const chosen = search.get('account') ?? first ?? ledger.own;
  if (accounts.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={8} />
      </LoadingState>
    );
  }
  if (accounts.isError) return <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />;
  return (
    <div className={styles.books}>
      <nav className={styles.accounts} aria-label={t('ledgers.accounts')}>
        {items.length === 0 && <p className={styles.none}>{t('ledgers.none')}</p>}
        {items.map((one) => (
          <button key={one.id} type="button" aria-current={one.id === chosen || undefined} className={styles.account} onClick={() => setSearch({ account: one.id }, { replace: true })}>
            <span className={styles.name}>{one.name}</span>
            <b>{figure(one.balance, i18n.language)}</b>
          </button>
        ))}
        {accounts.hasNextPage && (
          <Button variant="quiet" size="small" busy={accounts.isFetchingNextPage} onClick={() => void accounts.fetchNextPage()}>
            {t('common.more')}
          </Button>
        )}
      </nav>
      {chosen && <Statement key={chosen} app={app} ledger={ledger} account={chosen} />}
    </div>
  );
}

function Statement({ app, ledger, account }: { app: string; ledger: Ledger; account: string }) {
  const { t, i18n } = useTranslation();
  const [period, setPeriod] = useState<string | null>(null);
  const [posting, setPosting] = useState(false);
  const [reversing, setReversing] = useState<Entry | null>(null);
  const statement = useStatement(app, ledger.key, account, period);
  const closings = useClosings(app, ledger.key);
  const first = statement.data?.pages[0];
  const entries = statement.data?.pages.flatMap((page) => page.items) ?? [];
  const periods = [...new Set([...entries.map((one) => one.period), ...(closings.data?.items.map((one) => one.period) ?? []), ...(period ? [period] : [])])].toSorted().toReversed();
  return (
    <section className={styles.statement} aria-label={first?.name}>
      <div className={styles.bar}>
        <div className={styles.whose}>
          <h2>{first?.name}</h2>
          {first && (
            <span className={styles.balance}>
              {figure(first.balance, i18n.language)} <small>{ledger.unit}</small>
            </span>
          )}
        </div>
        <span className={styles.grow} />
        <span className={styles.periods}>
          <Select size="small" label={t('ledgers.period')} empty={t('ledgers.allPeriods')} value={period} onChange={setPeriod} options={periods.map((one) => ({ value: one, label: one }))} />
        </span>
        <Button size="small" icon="download" onClick={() => globalThis.location.assign(statementFile(app, ledger.key, account, period))}>
          {t('ledgers.export')}
        </Button>
        {ledger.manages && (
          <Button size="small" variant="solid" icon="plus" onClick={() => setPosting(true)}>
            {t('ledgers.post')}
          </Button>
        )}
      </div>
      {statement.isPending && (
        <LoadingState>
          <Skeleton rows={8} />
        </LoadingState>
      )}
      {statement.isError && <ErrorState error={statement.error} onRetry={() => void statement.refetch()} />}
      {first && entries.length === 0 && (
        <EmptyState icon="star" title={t('ledgers.empty')}>
          {t('ledgers.emptyWords')}
        </EmptyState>
      )}
      {entries.length > 0 && <Entries ledger={ledger} entries={entries} closed={new Set(closings.data?.items.map((one) => one.period))} onReverse={setReversing} />}
      {statement.hasNextPage && (
        <div className={styles.next}>
          <Button variant="quiet" busy={statement.isFetchingNextPage} onClick={() => void statement.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </div>
      )}
      {posting && first && <PostDialog app={app} ledger={ledger} account={account} name={first.name} onClose={() => setPosting(false)} />}
      {reversing && <ReverseDialog app={app} ledger={ledger} entry={reversing} onClose={() => setReversing(null)} />}
    </section>
  );
}

interface EntriesProps {
  ledger: Ledger;
  entries: Entry[];
  closed: ReadonlySet<string>;
  onReverse: (entry: Entry) => void;
}

function Entries({ ledger, entries, closed, onReverse }: EntriesProps) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('ledgers.when')}</th>
            <th scope="col">{t('ledgers.reason')}</th>
            <th scope="col">{t('ledgers.period')}</th>
            <th scope="col" className={styles.number}>
              {t('ledgers.amount')}
            </th>
            <th scope="col" className={styles.number}>
              {t('ledgers.balance')}
            </th>
            {ledger.manages && <td />}
          </tr>
        </thead>
        <tbody>
          {entries.map((one) => (
            <tr key={one.id} className={one.reversed ? styles.reversed : undefined}>
              <td className={styles.when}>{shortMoment(one.at, now)}</td>
              <td>
                {one.record ? <Link to={`/apps/${one.record.app}/${one.record.form}/${one.record.id}`}>{one.reason}</Link> : one.reason}{' '}
                {one.reverses && <Tag>{t('ledgers.reversal')}</Tag>}
                {one.reversed && <Tag>{t('ledgers.reversed')}</Tag>}
                <small className={styles.by}>{one.by ?? t('ledgers.byWorkflow')}</small>
              </td>
              <td className={styles.when}>
                {one.period} {closed.has(one.period) && <Tag>{t('ledgers.closed')}</Tag>}
                {one.late_for && <small className={styles.by}>{t('ledgers.late', { period: one.late_for })}</small>}
              </td>
              <td className={styles.number}>
                {one.amount.startsWith('-') ? '' : '+'}
                {figure(one.amount, i18n.language)}
              </td>
              <td className={styles.number}>{figure(one.balance, i18n.language)}</td>
              {ledger.manages && (
                <td className={styles.act}>
                  {!one.reversed && !one.reverses && (
                    <Button size="small" variant="quiet" label={t('ledgers.reverseOne', { reason: one.reason })} icon="undo" onClick={() => onReverse(one)} />
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
