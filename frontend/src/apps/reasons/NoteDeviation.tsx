/** Note a decision in the list of deviations, with the reason. */
import { useId, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useNoteDeviation } from '../../api/decisions';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { TextArea } from '../../ui/TextArea/TextArea';

const longest = 2000;

export function NoteDeviation({ id: decision, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const note = useNoteDeviation(decision);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (reason.trim()) note.mutate(reason.trim(), { onSuccess: onClose });
  };
  return (
    <Dialog
      title={t('reasons.note')}
      onClose={onClose}
      locked={note.isPending}
      foot={
        <Button variant="solid" busy={note.isPending} onClick={send}>
          {t('reasons.noteNow')}
        </Button>
      }
    >
      <FieldFrame id={id} label={t('reasons.noteReason')} required error={tried && !reason.trim() ? t('reasons.reasonMissing') : null}>
        <TextArea id={id} value={reason} maxLength={longest} onChange={setReason} invalid={tried && !reason.trim()} />
      </FieldFrame>
      {note.isError && <p role="alert">{note.error.message}</p>}
    </Dialog>
  );
}
