/** The acts that count as a first response, such as a call: one tap stops the clock before the form is filled. */
import { useTranslation } from '../i18n/useTranslation';
import type { TaskDetail } from '../api/types';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { ActTrouble } from './ActTrouble';
import { useAct } from './useAct';
import page from './Page.module.css';
import styles from './TaskPage.module.css';

/** Sending the form is a response by itself and needs no button of its own. */
const bySending = 'submitted';

export function FirstResponse({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const { act, busy, error, doing } = useAct(task);
  // An act without a title of its own has one of the usual words.
  const acts = task.first_response.map(({ key, title }) => ({ key, title: title === key ? t(`phone.task.act.${key}`, { defaultValue: key }) : title }));
  const offered = acts.filter((one) => one.key !== bySending);
  if (offered.length === 0) return null;
  if (task.state === 'accepted') {
    return (
      <p className={page.done}>
        <Icon name="check" />
        {t('phone.task.accepted')}
      </p>
    );
  }
  return (
    <section className={page.card}>
      <ActTrouble error={doing?.act === 'accept' ? error : null} />
      <div className={styles.acts}>
        <p>{t('phone.task.acceptWords')}</p>
        {offered.map((one) => (
          <Button key={one.key} icon={one.key === 'called' ? 'phone' : 'check'} busy={busy} onClick={() => void act({ act: 'accept', how: one.key })}>
            {one.title}
          </Button>
        ))}
      </div>
    </section>
  );
}
