/** Messages to me, behind the bell: newest first; opening one marks it read and goes to its record. */
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMessages, useReadMessage } from '../api/messages';
import { useNow } from '../api/session';
import type { MessageItem } from '../api/types';
import { shortMoment } from '../lib/time';
import { Icon } from '../ui/Icon/Icon';
import { Popover } from '../ui/Popover/Popover';
import { ErrorState, LoadingState } from '../ui/States/States';
import { classes } from '../ui/classes';
import styles from './Messages.module.css';
import shell from './Shell.module.css';

export function Messages() {
  const { t } = useTranslation();
  const messages = useMessages();
  const unread = messages.data?.unread ?? 0;
  return (
    <Popover
      label={t('messages.title')}
      side="right"
      className={styles.panel}
      trigger={(button) => (
        <button type="button" className={shell.place} {...button}>
          <Icon name="bell" size={19} />
          {t('messages.title')}
          {unread > 0 && (
            <em>
              {unread > 99 ? '99+' : unread}
              <span className="visually-hidden"> {t('messages.unread')}</span>
            </em>
          )}
        </button>
      )}
    >
      {(close) => (
        <>
          <h2 className={styles.title}>{t('messages.title')}</h2>
          {messages.isPending && <LoadingState />}
          {messages.isError && <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />}
          {messages.data?.items.length === 0 && <p className={styles.none}>{t('messages.none')}</p>}
          <ul className={styles.list}>
            {messages.data?.items.map((message) => (
              <li key={message.id}>
                <MessageRow message={message} onOpen={close} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Popover>
  );
}

function MessageRow({ message, onOpen }: { message: MessageItem; onOpen: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const read = useReadMessage();
  const now = useNow();
  return (
    <button
      type="button"
      className={classes(styles.message, !message.read_at && styles.fresh)}
      onClick={() => {
        if (!message.read_at) read.mutate(message.id);
        if (!message.link) return;
        onOpen();
        void navigate(`/apps/${message.link.app}/${message.link.form}/${message.link.record}`);
      }}
    >
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.head}>
          {message.title}
          {!message.read_at && <span className="visually-hidden"> {t('messages.unread')}</span>}
          <time dateTime={message.at}>{shortMoment(message.at, now)}</time>
        </span>
        <span className={styles.text}>{message.text}</span>
      </span>
    </button>
  );
}
