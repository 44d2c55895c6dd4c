/** A message with the button that puts it off, and below it until when; one that was put off is brought back. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useSnooze, useSnoozeChoices } from '../api/messages';
import { useNow } from '../api/session';
import type { MessageItem } from '../api/types';
import { momentText } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { DateTimeInput } from '../ui/DateTimeInput/DateTimeInput';
import { Banner, ErrorState, LoadingState } from '../ui/States/States';
import styles from './Snoozing.module.css';

export function Snoozing({ message, children }: { message: MessageItem; children: ReactNode }) {
  const { t } = useTranslation();
  const now = useNow();
  const snooze = useSnooze(message.id);
  const [open, setOpen] = useState(false);
  const away = message.snoozed_until && Date.parse(message.snoozed_until) > now;
  return (
    <>
      <div className={styles.line}>
        {children}
        {away ? (
          <Button size="small" variant="quiet" icon="undo" label={t('messages.snooze.back', { title: message.title })} busy={snooze.isPending} onClick={() => snooze.mutate(null)} />
        ) : (
          <Button size="small" variant="quiet" icon="clock" label={t('messages.snooze.off', { title: message.title })} aria-expanded={open} onClick={() => setOpen(!open)} />
        )}
      </div>
      {open && !away && <Choices message={message} onDone={() => setOpen(false)} />}
    </>
  );
}

function Choices({ message, onDone }: { message: MessageItem; onDone: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const found = useSnoozeChoices(message.id);
  const snooze = useSnooze(message.id);
  const [chosen, setChosen] = useState<string | null>(null);
  if (found.isPending) return <LoadingState what={t('messages.snooze.title')} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const go = (until: string) => snooze.mutate(until, { onSuccess: onDone });
  return (
    <div className={styles.choices} role="group" aria-label={t('messages.snooze.title')}>
      {found.data.choices.map((one) => (
        <Button key={one.key} size="small" disabled={snooze.isPending} onClick={() => go(one.at)}>
          {t(`messages.snooze.choices.${one.key}`)} {momentText(one.at, now)}
        </Button>
      ))}
      <span className={styles.own}>
        <DateTimeInput size="small" label={t('messages.snooze.choose')} value={chosen} onChange={setChosen} />
        <Button size="small" disabled={!chosen} busy={snooze.isPending} onClick={() => chosen && go(chosen)}>
          {t('messages.snooze.go')}
        </Button>
      </span>
      {found.data.latest && <span className={styles.latest}>{t('messages.snooze.latest', { at: momentText(found.data.latest, now) })}</span>}
      {snooze.isError && <Banner tone="bad" title={snooze.error.message} />}
    </div>
  );
}
