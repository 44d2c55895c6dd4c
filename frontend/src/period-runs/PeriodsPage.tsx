/** The periods of one step that runs for periods: what was written, what a newer run shows, and what managers do. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, useNavigate, useParams } from 'react-router';
import { usePeriodActs, usePeriods } from '../api/periodRuns';
import { useNow } from '../api/session';
import type { AppInfo, Schemas } from '../api/types';
import { Sheet } from '../desk/Sheet';
import { useToasts } from '../desk/toasts';
import { Problem } from '../lib/problems';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import { CloseDialog, ReopenDialog } from './PeriodDialogs';
import { RunTag } from './RunTag';
import { Totals } from './Totals';
import styles from './periodRuns.module.css';

type Period = Schemas['SheetPeriod'];
type Sheet_ = Schemas['SheetPeriods'];

export function PeriodsPage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { workflow = '', node = '' } = useParams();
  const sheet = usePeriods(app.key, workflow, node);
  return (
    <Sheet scrolls title={sheet.data?.title ?? t('periodRuns.title')} note={sheet.data && <span className={styles.note}>{sheet.data.flow}</span>}>
      {sheet.isPending && (
        <LoadingState>
          <Skeleton rows={6} line={56} />
        </LoadingState>
      )}
      {sheet.isError && (sheet.error instanceof Problem && sheet.error.status === 404 ? <EmptyState title={t('periodRuns.gone')} /> : <ErrorState error={sheet.error} onRetry={() => void sheet.refetch()} />)}
      {sheet.data && <Periods app={app.key} sheet={sheet.data} />}
    </Sheet>
  );
}

function Periods({ app, sheet }: { app: string; sheet: Sheet_ }) {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <p className={styles.words}>{t('periodRuns.words', { form: sheet.form.title })}</p>
      <ul className={styles.periods}>
        {sheet.periods.map((period) => (
          <PeriodRow key={period.key} app={app} sheet={sheet} period={period} />
        ))}
      </ul>
    </div>
  );
}

function PeriodRow({ app, sheet, period }: { app: string; sheet: Sheet_; period: Period }) {
  const { t } = useTranslation();
  const now = useNow();
  const navigate = useNavigate();
  const show = useToasts((store) => store.show);
  const { start } = usePeriodActs(app, sheet.workflow, sheet.node);
  const [asking, setAsking] = useState<'close' | 'reopen' | null>(null);
  const { current, written } = period;
  const begin = () =>
    start.mutate(period.key, {
      onSuccess: ({ id }) => void navigate(`/apps/${app}/-/period-runs/runs/${id}`),
      onError: (error) => show(error.message),
    });
  return (
    <li className={styles.period}>
      <div className={styles.which}>
        <b>{period.key}</b>
        {period.running && <Tag tone="indigo">{t('periodRuns.running')}</Tag>}
        {period.state === 'closed' && (
          <Tag icon="lock" tone="plain">
            {t('periodRuns.closed')}
          </Tag>
        )}
        <small>{t('periodRuns.days', { first: period.first, last: period.last })}</small>
        {period.at && period.by && <small>{t(period.state === 'closed' ? 'periodRuns.closedBy' : 'periodRuns.reopenedBy', { by: period.by, at: shortMoment(period.at, now), reason: period.reason ?? '' })}</small>}
      </div>
      <div className={styles.stands}>
        {written ? (
          <>
            <Totals sheet={sheet} run={written} />
            <small>{t('periodRuns.writtenAt', { rows: written.counts.rows, at: shortMoment(written.ended_at ?? written.started_at, now) })}</small>
          </>
        ) : (
          <span className={styles.none}>{t('periodRuns.notYet')}</span>
        )}
      </div>
      <div className={styles.latest}>
        {current && (
          <Link to={`/apps/${app}/-/period-runs/runs/${current.id}`}>
            {t('periodRuns.run', { number: current.number })} <RunTag run={current} />
          </Link>
        )}
        {current?.state === 'ready' && <small>{t('periodRuns.differs', { new: current.counts.new, changed: current.counts.changed, gone: current.counts.gone })}</small>}
      </div>
      {sheet.manages && (
        <div className={styles.acts}>
          <Button size="small" icon="play" busy={start.isPending} onClick={begin}>
            {t('periodRuns.try')}
          </Button>
          {!period.running && (
            <Button size="small" variant="quiet" icon={period.state === 'closed' ? 'undo' : 'lock'} onClick={() => setAsking(period.state === 'closed' ? 'reopen' : 'close')}>
              {t(period.state === 'closed' ? 'periodRuns.reopen' : 'periodRuns.close')}
            </Button>
          )}
        </div>
      )}
      {asking === 'close' && <CloseDialog app={app} sheet={sheet} period={period.key} onClose={() => setAsking(null)} />}
      {asking === 'reopen' && <ReopenDialog app={app} sheet={sheet} period={period.key} onClose={() => setAsking(null)} />}
    </li>
  );
}
