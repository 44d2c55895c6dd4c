/** What would happen: the way as a thread, and beside it everything written, sent, called, given and decided, in order. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { Rehearsal } from '../api/rehearsals';
import { FlowThread } from '../apps/FlowThread';
import { ChangeLine } from '../apps/HistoryList';
import { Reasons } from '../apps/Reasons';
import list from '../apps/HistoryList.module.css';
import { listed } from '../lib/listed';
import { shortMoment, spanWords } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Icon, type IconName } from '../ui/Icon/Icon';
import { Banner } from '../ui/States/States';
import styles from './Rehearsal.module.css';

interface Happening {
  key: string;
  at: string;
  icon: IconName;
  words: ReactNode;
  more?: ReactNode;
}

export function Outcome({ told, titles }: { told: Rehearsal; titles: Record<string, string> }) {
  const { t } = useTranslation();
  const now = Date.parse(told.now);
  const took_ms = Date.parse(told.ended_at ?? told.now) - Date.parse(told.began_at);
  const words = took_ms < 1000 && told.state === 'completed' ? t('rehearsal.atOnce') : t(`rehearsal.states.${told.state}`, { span: spanWords(took_ms, t) });
  const happenings = useHappenings(told, titles);
  const notes = [
    told.cut && t(`rehearsal.cut.${told.cut}`),
    told.unfilled.length > 0 && t('rehearsal.unfilled', { steps: listed(told.unfilled.map((node) => titles[node] ?? node)) }),
    told.calls.some((one) => !one.answered) && t('rehearsal.unanswered'),
  ].filter(Boolean);
  return (
    <>
      <Banner tone={told.state === 'incident' ? 'bad' : 'info'} icon={told.state === 'completed' ? 'check' : told.state === 'incident' ? 'warn' : 'clock'} title={words}>
        {notes.join(' ') || undefined}
      </Banner>
      <div className={styles.flows}>
        {[told.flow, ...told.called].map((flow) => (
          <FlowThread key={flow.id} instance={flow} at={now} />
        ))}
      </div>
      <div className={styles.columns}>
        <section className={styles.happened} aria-labelledby="happened">
          <h2 id="happened">
            {t('rehearsal.happened')} <small>{happenings.length}</small>
          </h2>
          {happenings.length === 0 && <p className={list.none}>{t('rehearsal.nothing')}</p>}
          <ol>
            {happenings.map((one) => (
              <li key={one.key} className={list.entry}>
                <span className={list.knot}>
                  <Icon name={one.icon} size={13} />
                </span>
                <div className={list.line}>
                  <span>{one.words}</span>
                  <time dateTime={one.at}>{shortMoment(one.at, now)}</time>
                </div>
                {one.more}
              </li>
            ))}
          </ol>
        </section>
        {told.decisions.length > 0 && <Decisions told={told} />}
      </div>
    </>
  );
}

/** One decision at a time, the first at first. */
function Decisions({ told }: { told: Rehearsal }) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const count = told.decisions.length;
  const one = told.decisions[Math.min(at, count - 1)];
  if (!one) return null;
  return (
    <div className={styles.reasons}>
      {count > 1 && (
        <div className={styles.turn}>
          <Button size="small" variant="quiet" icon="left" label={t('rehearsal.earlier')} disabled={at === 0} onClick={() => setAt(at - 1)} />
          <span>{t('rehearsal.decision', { number: at + 1, count, at: shortMoment(one.at, Date.parse(told.now)) })}</span>
          <Button size="small" variant="quiet" icon="right" label={t('rehearsal.later')} disabled={at >= count - 1} onClick={() => setAt(at + 1)} />
        </div>
      )}
      <Reasons key={one.decision.id} decision={one.decision} foretold />
    </div>
  );
}

function useHappenings(told: Rehearsal, titles: Record<string, string>): Happening[] {
  const { t } = useTranslation();
  const step = (node: string) => <small> {titles[node] ?? node}</small>;
  const all: Happening[] = [
    ...told.writes.map((one, at) => ({
      key: `write-${at}`,
      at: one.at,
      icon: one.action === 'create' ? ('plus' as const) : ('edit' as const),
      words: (
        <>
          <b>{one.by}</b> {t(`rehearsal.writes.${one.action}`, { defaultValue: t('rehearsal.writes.change'), form: one.form_title, title: one.record_title ?? '' })}
        </>
      ),
      more: (
        <dl className={list.changes}>
          {one.changes.map((change, place) => (
            <ChangeLine key={change.field ?? place} change={change} fresh={one.action === 'create'} />
          ))}
        </dl>
      ),
    })),
    ...told.messages.map((one, at) => ({
      key: `message-${at}`,
      at: one.at,
      icon: 'bell' as const,
      words: (
        <>
          {t('rehearsal.told', { person: one.to })}
          {step(one.node)}
        </>
      ),
      more: (
        <div className={styles.letter}>
          {one.title === null ? (
            <p>{t('rehearsal.hidden')}</p>
          ) : (
            <>
              <b>{one.title}</b>
              {one.text && <p>{one.text}</p>}
            </>
          )}
        </div>
      ),
    })),
    ...told.calls.map((one, at) => ({
      key: `call-${at}`,
      at: one.at,
      icon: 'globe' as const,
      words: (
        <>
          {t('rehearsal.called', { connection: one.connection, method: one.method ?? '' })}
          {step(one.node)}
        </>
      ),
      more: one.request && <pre className={styles.request}>{JSON.stringify(one.request, null, 2)}</pre>,
    })),
    ...told.points.map((one, at) => ({
      key: `points-${at}`,
      at: one.at,
      icon: 'star' as const,
      words: (
        <>
          {t('rehearsal.points', { ledger: one.ledger, account: one.account ?? '', amount: one.amount, unit: one.unit })}
          <small> {one.reason}</small>
        </>
      ),
    })),
    ...told.starts.map((one, at) => ({ key: `start-${at}`, at: one.at, icon: 'flow' as const, words: t('rehearsal.starts', { workflow: one.title }) })),
  ];
  return all.toSorted((a, b) => a.at.localeCompare(b.at));
}
