/** Messages to me, newest first: all or those not read, of one class or every one; more come as one scrolls. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate } from 'react-router';
import { useAnswerMessage, useMessages, useReadAll, useReadMessage } from '../api/messages';
import { useNow } from '../api/session';
import type { MessageItem } from '../api/types';
import { addressOf } from '../lib/messageLink';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Select } from '../ui/Select/Select';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { classes } from '../ui/classes';
import { Receipt } from './Receipt';
import { Snoozing } from './Snoozing';
import styles from './Inbox.module.css';

const kinds = ['deadline', 'task', 'notice', 'news', 'announcement'];

/** `onOpen`: a record was gone to. */
export function Inbox({ onOpen }: { onOpen?: () => void }) {
  const { t } = useTranslation();
  const [unread, setUnread] = useState(false);
  const [snoozed, setSnoozed] = useState(false);
  const [kind, setKind] = useState<string | null>(null);
  const messages = useMessages({ unread, snoozed, kind });
  const all = useReadAll();
  const items = messages.data?.pages.flatMap((page) => page.items) ?? [];
  // What came back stands first, and is older than others.
  const newest = items.map((one) => one.id).toSorted().at(-1);
  const some = items.some((one) => !one.read_at);
  return (
    <>
      <div className={styles.tools}>
        <Button size="small" pressed={unread} onClick={() => setUnread(!unread)}>
          {t('messages.unreadOnly')}
        </Button>
        <Button size="small" icon="clock" label={t('messages.snooze.list')} pressed={snoozed} onClick={() => setSnoozed(!snoozed)} />
        <span className={styles.kinds}>
          <Select
            size="small"
            label={t('messages.class')}
            value={kind}
            empty={t('messages.allClasses')}
            onChange={setKind}
            options={kinds.map((one) => ({ value: one, label: t(`messages.classes.${one}`) }))}
          />
        </span>
        <Button size="small" icon="check" disabled={!some || snoozed} busy={all.isPending} onClick={() => newest && all.mutate({ until: newest, kind })}>
          {t('messages.readAll')}
        </Button>
      </div>
      {all.isError && <Banner tone="bad" title={all.error.message} />}
      {messages.isPending && (
        <LoadingState what={t('messages.title')}>
          <Skeleton rows={5} line={52} />
        </LoadingState>
      )}
      {messages.isError && <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />}
      {messages.isSuccess && items.length === 0 && (
        <EmptyState icon="bell" title={t(snoozed ? 'messages.snooze.none' : unread || kind ? 'messages.noneFound' : 'messages.none')}>
          {t(snoozed ? 'messages.snooze.noneWords' : unread || kind ? 'messages.noneFoundWords' : 'messages.noneWords')}
        </EmptyState>
      )}
      <ul className={styles.list}>
        {items.map((message) => (
          <li key={message.id}>
            <Snoozing message={message}>
              <Row message={message} onOpen={onOpen} />
            </Snoozing>
            {message.confirmation && <Receipt message={message} receipt={message.confirmation} />}
            {message.question && <Question message={message} question={message.question} />}
          </li>
        ))}
      </ul>
      {messages.hasNextPage && <More busy={messages.isFetchingNextPage} onMore={() => void messages.fetchNextPage()} />}
    </>
  );
}

/** A button that presses itself when it is scrolled to. */
function More({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const seen = useEffectEvent(() => onMore());
  useEffect(() => {
    const watching = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) seen();
    });
    if (place.current) watching.observe(place.current);
    return () => watching.disconnect();
  }, []);
  return (
    <div ref={place} className={styles.more}>
      <Button size="small" busy={busy} onClick={onMore}>
        {t('messages.more')}
      </Button>
    </div>
  );
}

function Row({ message, onOpen }: { message: MessageItem; onOpen?: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const read = useReadMessage();
  const now = useNow();
  const open = () => {
    if (!message.read_at) read.mutate(message.id);
    if (!message.link) return;
    onOpen?.();
    // What is built has no page on the phone.
    if (message.link.document) globalThis.location.assign(addressOf(message.link));
    else void navigate(addressOf(message.link));
  };
  const troubled = message.ways.find((way) => way.state === 'failed' || way.state === 'skipped');
  return (
    <button type="button" className={classes(styles.message, !message.read_at && styles.fresh)} onClick={open}>
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.head}>
          <span className={styles.name}>{message.title}</span>
          {!message.read_at && <span className="visually-hidden"> {t('messages.unread')}</span>}
          <time dateTime={message.at}>{shortMoment(message.at, now)}</time>
        </span>
        <span className={styles.text}>{message.text}</span>
        <span className={styles.from}>
          {[message.snoozed_until && Date.parse(message.snoozed_until) > now && t('messages.snooze.until', { at: shortMoment(message.snoozed_until, now) }), message.app, t(`messages.classes.${message.kind}`), message.ways.some((way) => way.state === 'sent') && t('messages.mailed'), troubled?.reason].filter(Boolean).join(' · ')}
        </span>
      </span>
    </button>
  );
}

/** What may be answered, or was. */
function Question({ message, question }: { message: MessageItem; question: NonNullable<MessageItem['question']> }) {
  const { t } = useTranslation();
  const now = useNow();
  const send = useAnswerMessage(message.id);
  if (question.state !== 'open') {
    const answer = question.answers.find((one) => one.key === question.answer)?.title;
    return <p className={styles.settled}>{t(`messages.question.${question.state}`, { answer })}</p>;
  }
  return (
    <div className={styles.question} role="group" aria-label={t('messages.question.answers', { title: message.title })}>
      {question.answers.map((one) => (
        <Button key={one.key} size="small" busy={send.isPending && send.variables === one.key} disabled={send.isPending} onClick={() => send.mutate(one.key)}>
          {one.title}
        </Button>
      ))}
      {question.until && <span className={styles.settled}>{t('messages.question.until', { at: shortMoment(question.until, now) })}</span>}
      {send.isError && <Banner tone="bad" title={send.error.message} />}
    </div>
  );
}
