/** A process on one line: round knots, filled when done, ringed now, hollow to come. */
import { useTranslation } from '../i18n/useTranslation';
import type { FlowInstance, FlowStep } from '../api/types';
import { classes } from '../ui/classes';
import styles from './ProgressLine.module.css';

const looks: Record<FlowStep['state'], string | undefined> = { done: styles.done, now: styles.now, waiting: undefined, skipped: undefined, incident: styles.incident };

export function ProgressLine({ flow }: { flow: FlowInstance }) {
  const { t } = useTranslation();
  const steps = flow.steps.filter((step) => step.state !== 'skipped');
  if (steps.length < 2) return null;
  return (
    <ol className={styles.line} aria-label={flow.workflow.title} tabIndex={0}>
      {steps.map((step) => (
        <li key={`${step.node}/${step.entered_at}`} className={classes(styles.step, looks[step.state])} aria-current={step.state === 'now' ? 'step' : undefined}>
          <i aria-hidden="true" />
          <span className={styles.title}>{step.title}</span>
          <span className="visually-hidden">{t(`phone.flow.${step.state}`)}</span>
        </li>
      ))}
    </ol>
  );
}
