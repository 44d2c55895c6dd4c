/** An app of one's own: it begins empty, in the builder. */
import { useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useTranslation } from '../../i18n/useTranslation';
import { useMakeApp } from '../../api/drafts';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Banner } from '../../ui/States/States';
import { TextInput } from '../../ui/TextInput/TextInput';
import { appKey, useKey } from './useKey';
import styles from '../designer.module.css';

export function NewApp({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const make = useMakeApp();
  const [title, setTitle] = useState('');
  const [summary, setSummary] = useState('');
  const { key, odd, told, setKey } = useKey(title, 'app', taken, appKey);
  const ready = title.trim() !== '' && odd === null && !make.isPending;
  const submit = () => ready && make.mutate({ key, title: title.trim(), summary: summary.trim() }, { onSuccess: () => void navigate(`/build/${key}`) });
  return (
    <Dialog
      title={t('designer.newApp')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" busy={make.isPending} disabled={!ready} onClick={submit}>
            {t('designer.create')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <p className={styles.other}>
          {t('designer.spreadsheet.instead')} <Link to="/build/new/spreadsheet">{t('designer.spreadsheet.begin')}</Link>
        </p>
        {make.isError && <Banner tone="bad" title={make.error.message} />}
        <FieldFrame id={`${id}-title`} label={t('designer.name')} required>
          <TextInput id={`${id}-title`} autoFocus value={title} maxLength={200} onChange={setTitle} onEnter={submit} />
        </FieldFrame>
        <FieldFrame id={`${id}-summary`} label={t('designer.summary')}>
          <TextInput id={`${id}-summary`} value={summary} maxLength={300} onChange={setSummary} onEnter={submit} />
        </FieldFrame>
        <FieldFrame id={`${id}-key`} label={t('designer.key')} hint={t('designer.keyFree')} error={told}>
          <TextInput id={`${id}-key`} value={key} onChange={setKey} onEnter={submit} />
        </FieldFrame>
      </div>
    </Dialog>
  );
}
