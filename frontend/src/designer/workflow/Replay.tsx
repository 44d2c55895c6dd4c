/** Past runs through the draft: how many would have gone another way or to somebody else, and each of them in words. */
import { useState } from 'react';
import { Link } from 'react-router';
import { useTranslation } from '../../i18n/useTranslation';
import type { Doc } from '../../api/drafts';
import type { Replayed } from '../../api/replays';
import { useNow } from '../../api/session';
import { listed } from '../../lib/listed';
import { shortMoment } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Progress } from '../../ui/Progress/Progress';
import { Select } from '../../ui/Select/Select';
import { Banner, EmptyState } from '../../ui/States/States';
import { Tag } from '../../ui/Tag/Tag';
import { same } from '../settings/same';
import { differs, useReplay, type Replaying } from './useReplay';
import styles from './workflow.module.css';

interface Props {
  app: string;
  document: Doc;
  onClose: () => void;
}

const days = [7, 30, 90, 365] as const;
const day_ms = 86_400_000;
/** As many as one reads at once. */
const shownAtOnce = 30;

export function Replay({ app, document, onClose }: Props) {
  const { t } = useTranslation();
  const now = useNow();
  const [span, setSpan] = useState<number>(30);
  const [everybody, setEverybody] = useState<'agree' | 'nobody'>('agree');
  const { state, start, stop } = useReplay(app);
  return (
    <section className={styles.simulation} aria-label={t('designer.replay.title')}>
      <header>
        <b>{t('designer.replay.title')}</b>
        <FieldFrame id="replayed-span" label={t('designer.replay.since')}>
          <Select id="replayed-span" value={String(span)} onChange={(value) => setSpan(Number(value ?? 30))} options={days.map((one) => ({ value: String(one), label: t('designer.replay.days', { count: one }) }))} />
        </FieldFrame>
        <FieldFrame id="replayed-everybody" label={t('designer.replay.everybody')}>
          <Select id="replayed-everybody" value={everybody} onChange={(value) => setEverybody(value === 'nobody' ? 'nobody' : 'agree')} options={(['agree', 'nobody'] as const).map((value) => ({ value, label: t(`rehearsal.defaults.${value}`) }))} />
        </FieldFrame>
        {state?.running ? (
          <Button icon="close" onClick={stop}>
            {t('designer.replay.stop')}
          </Button>
        ) : (
          <Button variant="solid" icon="redo" onClick={() => void start(document, new Date(now - span * day_ms).toISOString(), everybody)}>
            {t('designer.replay.run')}
          </Button>
        )}
        <Button variant="quiet" icon="close" label={t('designer.flow.leave')} onClick={onClose} />
      </header>
      <p className={styles.replayHint}>{t('designer.replay.hint')}</p>
      {state && <Told app={app} document={document} state={state} now={now} />}
    </section>
  );
}

function Told({ app, document, state, now }: { app: string; document: Doc; state: Replaying; now: number }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(shownAtOnce);
  const { items, total, running, error } = state;
  const odd = items.filter(differs);
  const moved = odd.filter((item) => item.chosen !== null);
  const left = items.filter((item) => item.left_out !== null);
  const cut = items.filter((item) => item.cut !== null);
  const drifted = items.filter((item) => item.drifted);
  const done = items.length - left.length;
  const form = (document.trigger as { form?: string } | undefined)?.form ?? '';
  const [owner, key] = form.includes('.') ? (form.split('.') as [string, string]) : [app, form];
  return (
    <div className={styles.replayed}>
      {error && <Banner tone="bad" title={error.message} />}
      {!same(state.document, document) && <Banner tone="info" title={t('designer.flow.stale')} />}
      {running && <Progress done={items.length} total={total} label={t('designer.replay.progress', { done: items.length, total: total ?? '…' })} />}
      {total === 0 && <EmptyState title={t('designer.replay.none')}>{t('designer.replay.noneWords')}</EmptyState>}
      {done > 0 && (
        <p role="status" className={styles.verdict}>
          <b>{t(odd.length === 0 ? 'designer.replay.same' : 'designer.replay.other', { done, count: odd.length })}</b>
          {moved.length > 0 && ` ${t('designer.replay.moved', { count: moved.length })}`}
          {drifted.length > 0 && ` ${t('designer.replay.drifted', { count: drifted.length })}`}
          {left.length > 0 && ` ${t('designer.replay.left', { count: left.length })}`}
          {cut.length > 0 && ` ${t('designer.replay.cut', { count: cut.length })}`}
        </p>
      )}
      {odd.length > 0 && (
        <ol>
          {odd.slice(0, shown).map((item) => (
            <li key={item.instance}>
              {item.record ? <Link to={`/apps/${owner}/${key}/${item.record}`}>{item.record_title ?? item.record}</Link> : <span>{t('designer.replay.noRecord')}</span>}
              <small>
                {shortMoment(item.started_at, now)} {item.drifted && <Tag tone="indigo">{t('designer.replay.today')}</Tag>}
              </small>
              <Differences item={item} />
            </li>
          ))}
        </ol>
      )}
      {odd.length > shown && (
        <Button size="small" onClick={() => setShown(shown + shownAtOnce)}>
          {t('designer.replay.more', { count: odd.length - shown })}
        </Button>
      )}
    </div>
  );
}

function Differences({ item }: { item: Replayed }) {
  const { t } = useTranslation();
  const side = (one: Replayed['differences'][number]['before']) => (one === null ? t('designer.replay.never') : [listed(one.who), one.outcome].filter(Boolean).join(' · ') || t('designer.replay.came'));
  const none = { write: 'empty', message: 'notSent', points: 'nothingGiven', call: 'notCalled' } as const;
  const effect = (one: Replayed['effects'][number], value: string | null) => {
    if (value === null) return t(`designer.replay.${none[one.kind]}`);
    return one.kind === 'message' ? [one.title ?? t('designer.replay.hidden'), value].filter(Boolean).join(' · ') : value;
  };
  const heads = { write: 'written', message: 'sent', points: 'given', call: 'called' } as const;
  return (
    <ul>
      {item.chosen && (
        <li>
          {t('designer.replay.chosen')} <s>{item.chosen.before ?? t('designer.replay.nobody')}</s> → <b>{item.chosen.after ?? t('designer.replay.nobody')}</b>
        </li>
      )}
      {item.differences.map((one, at) => (
        <li key={`${one.node}/${at}`}>
          {t('designer.replay.step', { title: one.title })} <s>{side(one.before)}</s> → <b>{side(one.after)}</b>
        </li>
      ))}
      {item.effects.map((one, at) => (
        <li key={`${one.kind}/${one.about}/${one.title ?? at}`}>
          {t(`designer.replay.${heads[one.kind]}`, { about: one.about, title: one.title ?? '' })} <s>{effect(one, one.before)}</s> → <b>{effect(one, one.after)}</b>
        </li>
      ))}
    </ul>
  );
}
