/** Messages to me, newest first; opening one marks it read and goes to its record. */
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMessages, useReadMessage } from '../api/messages';
import { useNow } from '../api/session';
import type { MessageItem } from '../api/types';
import { shortMoment } from '../lib/time';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { classes } from '../ui/classes';
import { Page } from './Page';
import page from './Page.module.css';
import styles from './MessagesPage.module.css';

export function MessagesPage() {
  const { t } = useTranslation();
  const messages = useMessages();
  return (
    <Page place title={t('phone.messages.title')}>
      {messages.isPending && (
        <LoadingState what={t('phone.messages.title')}>
          <Skeleton rows={6} line={60} />
        </LoadingState>
      )}
      {messages.isError && <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />}
      {messages.data?.items.length === 0 && <EmptyState title={t('phone.messages.none')}>{t('phone.messages.noneWords')}</EmptyState>}
      <ul>
        {messages.data?.items.map((message) => (
          <li key={message.id}>
            <Row message={message} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function Row({ message }: { message: MessageItem }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const read = useReadMessage();
  const now = useNow();
  return (
    <button
      type="button"
      className={classes(page.row, styles.message)}
      onClick={() => {
        if (!message.read_at) read.mutate(message.id);
        if (message.link) void navigate(`/apps/${message.link.app}/${message.link.form}/${message.link.record}`);
      }}
    >
      <span className={classes(styles.dot, !message.read_at && styles.fresh)} aria-hidden="true" />
      <span className={page.rowWords}>
        <span className={styles.head}>
          <span className={page.rowTitle}>{message.title}</span>
          {!message.read_at && <span className="visually-hidden">{t('phone.messages.unread')}</span>}
          <time className={page.rowEnd} dateTime={message.at}>
            {shortMoment(message.at, now)}
          </time>
        </span>
        <span className={styles.text}>{message.text}</span>
      </span>
    </button>
  );
}
