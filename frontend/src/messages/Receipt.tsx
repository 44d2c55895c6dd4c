/** What a message wants confirmed: a button, or a quiz that confirms by being passed; afterwards when that was. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useConfirmMessage } from '../api/messages';
import { useNow } from '../api/session';
import type { MessageItem, MessageReceipt } from '../api/types';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Banner } from '../ui/States/States';
import { Quiz } from './Quiz';
import styles from './Inbox.module.css';

export function Receipt({ message, receipt }: { message: MessageItem; receipt: MessageReceipt }) {
  const { t } = useTranslation();
  const now = useNow();
  const send = useConfirmMessage(message.id);
  const [open, setOpen] = useState(false);
  if (receipt.confirmed_at) {
    const at = shortMoment(receipt.confirmed_at, now);
    return <p className={styles.settled}>{receipt.quiz ? t('messages.receipt.passed', { at, score: receipt.quiz.score, of: receipt.quiz.questions.length }) : t('messages.receipt.confirmed', { at })}</p>;
  }
  if (receipt.quiz && open) return <Quiz message={message} quiz={receipt.quiz} />;
  return (
    <div className={styles.question}>
      {receipt.quiz ? (
        <>
          <Button size="small" variant="solid" aria-label={`${t('messages.receipt.take')} · ${message.title}`} onClick={() => setOpen(true)}>
            {t('messages.receipt.take')}
          </Button>
          <span className={styles.settled}>{receipt.quiz.attempts > 0 ? t('messages.receipt.tried', { count: receipt.quiz.attempts }) : t('messages.receipt.questions', { count: receipt.quiz.questions.length })}</span>
        </>
      ) : (
        <Button size="small" variant="solid" icon="check" aria-label={`${t('messages.receipt.confirm')} · ${message.title}`} busy={send.isPending} onClick={() => send.mutate({})}>
          {t('messages.receipt.confirm')}
        </Button>
      )}
      {send.isError && <Banner tone="bad" title={send.error.message} />}
    </div>
  );
}
