/** The bar that never scrolls away: what is still missing, with a button that goes there, and the one that sends. */
import type { ReactNode } from 'react';
import type { TFunction } from '../i18n/words';
import { timeOf } from '../lib/time';
import { Button } from '../ui/Button/Button';
import type { IconName } from '../ui/Icon/Icon';
import { VerdictMark } from '../ui/Verdict/Verdict';
import type { Fault } from './model';
import styles from './RecordForm.module.css';
import { classes } from '../ui/classes';

interface Props {
  device: 'desk' | 'phone';
  label: string;
  icon?: IconName;
  sending: boolean;
  /** Set while a choice between two people's values is open. */
  blocked: boolean;
  faults: Fault[];
  showFaults: boolean;
  attempted: boolean;
  titleOf: (key: string) => string;
  wordsOf: (fault: Fault) => string;
  keptAt: string | null;
  /** When the form before this one was sent. */
  sentAt: string | null;
  /** The page says itself when the draft was kept. */
  quiet: boolean;
  onGoTo: (fault: Fault) => void;
  onCancel?: () => void;
  actions?: ReactNode;
  /** Sends, and goes on with another. */
  another?: { label: string; go: () => void };
  saying: TFunction;
}

export function SubmitBar({ device, label, icon, sending, blocked, faults, showFaults, attempted, titleOf, wordsOf, keptAt, sentAt, quiet, onGoTo, onCancel, actions, another, saying: t }: Props) {
  const first = faults[0];
  const title = first?.field ? titleOf(first.field) : '';
  const size = device === 'phone' ? 'large' : 'default';
  const goes = attempted && first && first.field !== null;
  return (
    <div className={styles.bar}>
      <output className={classes(styles.left, !first && styles.calm)}>
        {blocked ? t('form.conflict.blocked') : first && showFaults ? (
          <>
            <VerdictMark kind="bad" />
            {first.field === null ? wordsOf(first) : t(first.missing ? 'form.left' : 'form.wrong', { count: faults.length, title })}
          </>
        ) : keptAt && !quiet ? (
          t('form.draft.kept', { time: timeOf(keptAt) })
        ) : !keptAt && sentAt ? (
          t('form.sentBefore', { time: timeOf(sentAt) })
        ) : null}
      </output>
      <div className={styles.acts}>
        {onCancel && (
          <Button size={size} onClick={onCancel}>
            {t(keptAt ? 'form.draft.leave' : 'common.cancel')}
          </Button>
        )}
        {actions}
        {another && !goes && (
          <Button size={size} disabled={blocked || sending} onClick={another.go} shortcut={device === 'desk' ? 'Ctrl Shift Enter' : undefined}>
            {another.label}
          </Button>
        )}
        {goes ? (
          <Button key="go" variant="solid" size={size} className={styles.main} onClick={() => onGoTo(first)}>
            {t('form.goTo', { title })}
          </Button>
        ) : (
          <Button key="send" type="submit" variant="solid" size={size} icon={icon} busy={sending} disabled={blocked} className={styles.main} shortcut={device === 'desk' ? 'Ctrl Enter' : undefined}>
            {sending ? t('form.sending') : label}
          </Button>
        )}
      </div>
    </div>
  );
}
