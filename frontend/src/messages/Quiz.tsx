/** The questions of a quiz; what was wrong at the last try is marked, and all may be tried again. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useConfirmMessage } from '../api/messages';
import type { MessageItem, MessageReceipt } from '../api/types';
import { Button } from '../ui/Button/Button';
import { Banner } from '../ui/States/States';
import styles from './Quiz.module.css';

type Given = Record<string, string[]>;

export function Quiz({ message, quiz }: { message: MessageItem; quiz: NonNullable<MessageReceipt['quiz']> }) {
  const { t } = useTranslation();
  const send = useConfirmMessage(message.id);
  const [given, setGiven] = useState<Given>({});
  const need = Math.ceil((quiz.questions.length * quiz.pass_mark) / 100);
  // Of the try just sent; an answer chosen anew is not wrong yet.
  const failed = send.isSuccess && !send.data.confirmed_at ? send.data.quiz : null;
  const choose = (question: string, option: string, several: boolean) => {
    const before = given[question] ?? [];
    const next = several ? (before.includes(option) ? before.filter((one) => one !== option) : [...before, option]) : [option];
    setGiven({ ...given, [question]: next });
    if (!send.isIdle) send.reset();
  };
  const whole = quiz.questions.every((one) => (given[one.key] ?? []).length > 0);
  return (
    <form
      className={styles.quiz}
      aria-label={t('messages.quiz.title', { title: message.title })}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(given);
      }}
    >
      <p className={styles.need}>{t('messages.quiz.need', { need, of: quiz.questions.length })}</p>
      {quiz.questions.map((question, at) => (
        <fieldset key={question.key} className={styles.question}>
          <legend>
            {at + 1}. {question.title}
            {question.several && <small> {t('messages.quiz.several')}</small>}
          </legend>
          {question.options.map((option) => (
            <label key={option.key} className={styles.option}>
              <input type={question.several ? 'checkbox' : 'radio'} name={`${message.id}-${question.key}`} checked={(given[question.key] ?? []).includes(option.key)} onChange={() => choose(question.key, option.key, question.several)} />
              <span>{option.title}</span>
            </label>
          ))}
          {failed?.wrong.includes(question.key) && <p className={styles.wrong}>{t('messages.quiz.wrong')}</p>}
        </fieldset>
      ))}
      {failed && <Banner tone="warning" title={t('messages.quiz.failed', { score: failed.score, of: quiz.questions.length, need })} />}
      {send.isError && <Banner tone="bad" title={send.error.message} />}
      <Button type="submit" size="small" variant="solid" busy={send.isPending} disabled={!whole}>
        {t('messages.quiz.send')}
      </Button>
    </form>
  );
}
