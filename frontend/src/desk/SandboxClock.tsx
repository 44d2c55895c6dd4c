/** The clock of a sandbox workspace. Plum, since its time is simulated; moving it on lets waiting steps and deadlines happen. */
import { useTranslation } from '../i18n/useTranslation';
import { useAdvanceClock, useClock } from '../api/session';
import { momentText, timeOf } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { Popover } from '../ui/Popover/Popover';
import styles from './SandboxClock.module.css';

const steps = ['PT15M', 'PT1H', 'PT4H', 'P1D'] as const;

export function SandboxClock() {
  const { t } = useTranslation();
  const clock = useClock();
  const advance = useAdvanceClock();
  if (!clock.data) return null;
  const { now, offset_s } = clock.data;
  return (
    <Popover
      label={t('clock.title')}
      side="right"
      trigger={(button) => (
        <button type="button" className={styles.chip} {...button} aria-label={`${t('clock.title')} ${timeOf(now)}`}>
          <Icon name="clock" size={14} />
          <b>{timeOf(now)}</b>
        </button>
      )}
    >
      {() => (
        <div className={styles.panel}>
          <h2>{t('clock.title')}</h2>
          <p className={styles.now}>{momentText(now)}</p>
          <p>{offset_s ? t('clock.ahead', { span: spanText(offset_s, t) }) : t('clock.words')}</p>
          <div className={styles.steps}>
            {steps.map((step) => (
              <Button key={step} size="small" busy={advance.isPending && advance.variables === step} disabled={advance.isPending} onClick={() => advance.mutate(step)}>
                {t(`clock.${step}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </Popover>
  );
}

function spanText(span_s: number, t: (key: string, options: { hours: number; minutes: number }) => string): string {
  return t('clock.span', { hours: Math.floor(span_s / 3600), minutes: Math.round((span_s % 3600) / 60) });
}
