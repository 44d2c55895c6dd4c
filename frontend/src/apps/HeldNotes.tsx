/** Why a record cannot be changed for now, who may all the same, and releasing it where one may. */
import { useTranslation } from '../i18n/useTranslation';
import { useHolds, useRelease } from '../api/holds';
import { Button } from '../ui/Button/Button';
import { Banner } from '../ui/States/States';
import styles from './HeldNotes.module.css';

export function HeldNotes({ app, form, record }: { app: string; form: string; record: string }) {
  const { t } = useTranslation();
  const holds = useHolds(app, form, record);
  const release = useRelease(app, form, record);
  if (!holds.data?.items.length) return null;
  return (
    <div className={styles.notes}>
      {holds.data.items.map((hold) => (
        <Banner
          key={hold.id}
          tone="warning"
          icon="lock"
          title={t(hold.fields.length > 0 ? 'holds.someHeld' : 'holds.held', { reason: hold.reason, fields: hold.fields.join(t('holds.between')) })}
          actions={
            hold.may_release && (
              <Button size="small" busy={release.isPending} onClick={() => release.mutate(hold.id)}>
                {t('holds.release')}
              </Button>
            )
          }
        >
          {hold.may_change ? t('holds.youMay') : hold.who}
          {release.error && <p role="alert">{release.error.message}</p>}
        </Banner>
      ))}
    </div>
  );
}
