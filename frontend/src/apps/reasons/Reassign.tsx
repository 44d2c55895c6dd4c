/** Give the record to somebody else, with the reason: the open to-do goes along. */
import { useId, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useOverride } from '../../api/decisions';
import type { Decision } from '../../api/types';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { PersonPicker } from '../../ui/PersonPicker/PersonPicker';
import { TextArea } from '../../ui/TextArea/TextArea';

const longest = 2000;

export function Reassign({ decision, onClose }: { decision: Decision; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const give = useOverride(decision.id);
  const [person, setPerson] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (person && reason.trim()) give.mutate({ person, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={t('reasons.reassign')}
      subtitle={t('reasons.reassignWords')}
      onClose={onClose}
      locked={give.isPending}
      foot={
        <Button variant="solid" icon="swap" busy={give.isPending} onClick={send}>
          {t('reasons.reassign')}
        </Button>
      }
    >
      <FieldFrame id={`${id}-to`} label={t('reasons.to')} required error={tried && !person ? t('reasons.toMissing') : null}>
        <PersonPicker id={`${id}-to`} value={person} onChange={setPerson} invalid={tried && !person} />
      </FieldFrame>
      <FieldFrame id={`${id}-reason`} label={t('reasons.reason')} required error={tried && !reason.trim() ? t('reasons.reasonMissing') : null}>
        <TextArea id={`${id}-reason`} value={reason} maxLength={longest} onChange={setReason} invalid={tried && !reason.trim()} />
      </FieldFrame>
      {give.isError && <p role="alert">{give.error.message}</p>}
    </Dialog>
  );
}
