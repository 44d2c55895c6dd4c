/** How each step is answered, where it is not as everybody answers: by whom it asks, or by another system. */
import { useTranslation } from '../i18n/useTranslation';
import type { RehearsalStep } from '../api/rehearsals';
import { nodeViews } from '../lib/nodes';
import { Icon } from '../ui/Icon/Icon';
import { Select } from '../ui/Select/Select';
import { TextInput } from '../ui/TextInput/TextInput';
import { delays, type Choice, type Chosen } from './wish';
import styles from './Rehearsal.module.css';

const statuses = ['200', '404', '500'];

interface Props {
  steps: readonly RehearsalStep[];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}

export function Replies({ steps, chosen, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <details className={styles.replies}>
      <summary>{t('rehearsal.replies', { count: steps.length })}</summary>
      <ul>
        {steps.map((step) => (
          <Reply key={step.node} step={step} chosen={chosen[step.node] ?? { act: null, after: 'PT0S' }} onChange={(one) => onChange({ ...chosen, [step.node]: one })} />
        ))}
      </ul>
    </details>
  );
}

function Reply({ step, chosen, onChange }: { step: RehearsalStep; chosen: Choice; onChange: (one: Choice) => void }) {
  const { t } = useTranslation();
  const options = step.calls
    ? statuses.map((value) => ({ value, label: t('rehearsal.status', { status: value }) }))
    : [...step.acts, 'nothing'].map((value) => ({ value, label: t(`rehearsal.acts.${value}`) }));
  return (
    <li className={styles.reply}>
      <span className={styles.step}>
        <Icon name={nodeViews.get(step.type)?.icon ?? 'flow'} size={14} />
        {step.title}
      </span>
      <span className={styles.choice}>
        <Select size="small" label={t('rehearsal.answerOf', { step: step.title })} value={chosen.act} empty={t(step.calls ? 'rehearsal.noAnswer' : 'rehearsal.asEverybody')} onChange={(act) => onChange({ ...chosen, act })} options={options} />
      </span>
      {chosen.act && chosen.act !== 'nothing' && (
        <span className={styles.choice}>
          <Select size="small" label={t('rehearsal.after', { step: step.title })} value={chosen.after} onChange={(after) => onChange({ ...chosen, after: after ?? 'PT0S' })} options={delays.map((value) => ({ value, label: t(`rehearsal.delays.${value}`) }))} />
        </span>
      )}
      {step.calls && chosen.act && (
        <span className={styles.body}>
          <TextInput size="small" label={t('rehearsal.body', { step: step.title })} value={chosen.body ?? ''} onChange={(body) => onChange({ ...chosen, body })} placeholder='{"data": {}}' />
        </span>
      )}
    </li>
  );
}
