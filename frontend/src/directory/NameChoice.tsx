/** What is this name? Another name of a record that is there, a new record, or one that must not be used. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { NameDecision, UnknownName } from '../api/types';
import { RecordPicker } from '../fields/parts/RecordPicker';
import { listed } from '../lib/listed';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Banner } from '../ui/States/States';
import { TextArea } from '../ui/TextArea/TextArea';
import { classes } from '../ui/classes';
import styles from './NameChoice.module.css';

type Kind = NameDecision['decision'];

interface Choice {
  kind: Kind;
  record: string | null;
  reason: string;
}

/** The choice as it stands; `decision` is what it says, null while something is missing. */
export function useNameChoice(name: UnknownName) {
  const [first] = name.suggestions;
  const [choice, setChoice] = useState<Choice>({ kind: first || !name.may_create ? 'same' : 'create', record: first?.id ?? null, reason: '' });
  const { kind, record, reason } = choice;
  const ready = kind === 'create' || (kind === 'same' ? Boolean(record) : Boolean(reason.trim()));
  const decision: NameDecision = { decision: kind, record: kind === 'same' ? record : null, values: null, reason: kind === 'refuse' ? reason.trim() : '' };
  return { choice, change: (part: Partial<Choice>) => setChoice((before) => ({ ...before, ...part })), decision: ready ? decision : null };
}

export function NameChoice({ name, choice, onChange }: { name: UnknownName; choice: Choice; onChange: (part: Partial<Choice>) => void }) {
  const { t } = useTranslation();
  const kinds: Kind[] = name.may_create ? ['same', 'create', 'refuse'] : ['same', 'refuse'];
  return (
    <section className={styles.choice} aria-labelledby="name-what">
      <h3 id="name-what">{t('names.what', { name: name.name })}</h3>
      <p className={styles.used}>{[name.form_title, t('names.used', { count: name.count }), listed(name.used_by)].filter(Boolean).join(' · ')}</p>
      {name.blocked && <Banner tone="warning" title={t('names.blockedWords')} />}
      <div role="radiogroup" aria-labelledby="name-what" className={styles.kinds}>
        {kinds.map((one) => (
          <label key={one} className={classes(styles.kind, one === choice.kind && styles.chosen)}>
            <input type="radio" name="name-kind" checked={one === choice.kind} onChange={() => onChange({ kind: one })} />
            <b>{t(`names.kind.${one}`)}</b>
            <small>{t(`names.kindWords.${one}`, { form: name.form_title })}</small>
          </label>
        ))}
      </div>
      {choice.kind === 'same' && (
        <FieldFrame id="name-record" label={t('names.record')} required>
          <RecordPicker
            id="name-record"
            app={name.app}
            form={name.form}
            value={choice.record}
            valueLabel={name.suggestions.find((one) => one.id === choice.record)?.label}
            onChange={(record) => onChange({ record })}
            required
          />
        </FieldFrame>
      )}
      {choice.kind === 'refuse' && (
        <FieldFrame id="name-reason" label={t('names.reason')} required>
          <TextArea id="name-reason" value={choice.reason} onChange={(reason) => onChange({ reason })} required />
        </FieldFrame>
      )}
    </section>
  );
}
