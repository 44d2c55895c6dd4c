/** Does somebody own this company? The owner's name and nothing else; who asks is told that it is kept. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useAskOwner } from '../api/directory';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { FieldFrame, describedBy } from '../ui/FieldFrame/FieldFrame';
import { Banner } from '../ui/States/States';
import { TextInput } from '../ui/TextInput/TextInput';
import styles from './NameChoice.module.css';

export function OwnerDialog({ app, form, onClose }: { app: string; form: string; onClose: () => void }) {
  const { t } = useTranslation();
  const ask = useAskOwner(app, form);
  const [name, setName] = useState('');
  const send = () => {
    if (name.trim()) ask.mutate(name.trim());
  };
  return (
    <Dialog
      title={t('names.owner')}
      onClose={onClose}
      foot={
        <>
          <span style={{ flex: 1 }} />
          <Button onClick={onClose}>{t('common.close')}</Button>
          <Button variant="solid" icon="search" busy={ask.isPending} disabled={!name.trim()} onClick={send}>
            {t('names.ask')}
          </Button>
        </>
      }
    >
      <FieldFrame id="owner-name" label={t('names.ownerName')} hint={t('names.ownerHint')} error={ask.isError ? ask.error.message : null}>
        <TextInput
          id="owner-name"
          autoFocus
          maxLength={200}
          value={name}
          onEnter={send}
          onChange={(text) => {
            setName(text);
            ask.reset();
          }}
          invalid={ask.isError}
          describedBy={describedBy('owner-name', { hint: true, error: ask.isError })}
        />
      </FieldFrame>
      <div role="status" className={styles.answer}>
        {ask.data && (
          <Banner tone={ask.data.owned ? 'warning' : 'info'} icon={ask.data.owned ? 'user' : 'check'} title={ask.data.owned ? t('names.owned', { owner: ask.data.owner ?? '' }) : t('names.free')} />
        )}
      </div>
    </Dialog>
  );
}
