/** A year's days pasted as they were announced; what cannot be read stays in the box. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { SaidDay } from '../../api/calendars';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { Banner } from '../../ui/States/States';
import { TextArea } from '../../ui/TextArea/TextArea';
import { readPastedDays } from './pastedDays';
import styles from './Calendars.module.css';

interface Props {
  today: string;
  onClose: () => void;
  onDays: (days: Record<string, SaidDay>) => void;
}

export function PasteDays({ today, onClose, onDays }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [unread, setUnread] = useState(0);
  const { days } = readPastedDays(text, today);
  const count = Object.keys(days).length;
  const take = () => {
    const read = readPastedDays(text, today);
    onDays(read.days);
    if (read.unread.length === 0) return onClose();
    setText(read.unread.join('\n'));
    return setUnread(read.unread.length);
  };
  return (
    <Dialog
      title={t('calendars.pasteTitle')}
      onClose={onClose}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" disabled={count === 0} onClick={take}>
            {t('calendars.take', { count })}
          </Button>
        </>
      }
    >
      <p className={styles.note}>{t('calendars.pasteWords')}</p>
      {unread > 0 && <Banner tone="warning" title={t('calendars.unreadLines', { count: unread })} />}
      <TextArea label={t('calendars.pasteTitle')} rows={8} value={text} placeholder={t('calendars.pasteExample')} onChange={setText} />
    </Dialog>
  );
}
