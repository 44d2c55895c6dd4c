/** What is this name? Another name of a record that is there, a new record, or one that must not be used. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDecideName } from '../api/directory';
import type { NameDecision, UnknownName } from '../api/types';
import { RecordPicker } from '../fields/parts/RecordPicker';
import { listed } from '../lib/listed';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Banner } from '../ui/States/States';
import { TextArea } from '../ui/TextArea/TextArea';
import { classes } from '../ui/classes';
import styles from './UnknownNames.module.css';

type Kind = NameDecision['decision'];

export function NameDialog({ name, onClose }: { name: UnknownName; onClose: () => void }) {
  const { t } = useTranslation();
  const decide = useDecideName();
  const [first] = name.suggestions;
  const [kind, setKind] = useState<Kind>(first ? 'same' : name.may_create ? 'create' : 'same');
  const [record, setRecord] = useState<string | null>(first?.id ?? null);
  const [reason, setReason] = useState('');
  const kinds: Kind[] = name.may_create ? ['same', 'create', 'refuse'] : ['same', 'refuse'];
  const ready = kind === 'create' || (kind === 'same' ? Boolean(record) : Boolean(reason.trim()));
  const send = () =>
    decide.mutate({ id: name.id, decision: kind, revision: name.revision, record: kind === 'same' ? record : null, values: null, reason: kind === 'refuse' ? reason.trim() : '' }, { onSuccess: onClose });
  return (
    <Dialog
      title={t('names.what', { name: name.name })}
      subtitle={[name.form_title, t('names.used', { count: name.count }), listed(name.used_by)].filter(Boolean).join(' · ')}
      onClose={onClose}
      foot={
        <>
          <span style={{ flex: 1 }} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant={kind === 'refuse' ? 'danger' : 'solid'} busy={decide.isPending} disabled={!ready} onClick={send}>
            {t(`names.do.${kind}`)}
          </Button>
        </>
      }
    >
      {decide.isError && <Banner tone="bad" title={decide.error.message} />}
      {name.blocked && <Banner tone="warning" title={t('names.blockedWords')} />}
      <div role="radiogroup" aria-label={t('names.what', { name: name.name })} className={styles.kinds}>
        {kinds.map((one) => (
          <label key={one} className={classes(styles.kind, one === kind && styles.chosen)}>
            <input type="radio" name="name-kind" checked={one === kind} onChange={() => setKind(one)} />
            <b>{t(`names.kind.${one}`)}</b>
            <small>{t(`names.kindWords.${one}`, { form: name.form_title })}</small>
          </label>
        ))}
      </div>
      {kind === 'same' && (
        <FieldFrame id="name-record" label={t('names.record')} required>
          <RecordPicker id="name-record" app={name.app} form={name.form} value={record} valueLabel={name.suggestions.find((one) => one.id === record)?.label} onChange={setRecord} required />
        </FieldFrame>
      )}
      {kind === 'refuse' && (
        <FieldFrame id="name-reason" label={t('names.reason')} required>
          <TextArea id="name-reason" value={reason} onChange={setReason} required />
        </FieldFrame>
      )}
    </Dialog>
  );
}
