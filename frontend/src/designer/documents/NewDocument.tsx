/** A new document: what it is called, its kind where there is a choice, and its key, which stays for ever. */
import { useId, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '../../i18n/useTranslation';
import { draftOf, useKindSchema, type Kind, type ListedDocument } from '../../api/drafts';
import { keys } from '../../api/queries';
import { currentLocale } from '../../i18n/i18n';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Select } from '../../ui/Select/Select';
import { Banner } from '../../ui/States/States';
import { TextInput } from '../../ui/TextInput/TextInput';
import type { Schema } from '../settings/schema';
import { newDocument } from './starters';
import { useKey } from './useKey';
import styles from '../designer.module.css';

interface Props {
  app: string;
  kinds: readonly Kind[];
  taken: readonly ListedDocument[];
  onMade: (kind: string, key: string) => void;
  onClose: () => void;
}

export function NewDocument({ app, kinds, taken, onMade, onClose }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const cache = useQueryClient();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState(kinds[0]?.key ?? '');
  const schema = useKindSchema(kind);
  const known = taken.filter((one) => one.kind === kind).map((one) => one.key);
  const { key, odd, told, setKey } = useKey(title, kind, known);
  const make = useMutation({
    mutationFn: () => {
      const form = taken.find((one) => one.kind === 'form')?.key;
      return draftOf({ app, kind, key }).save(newDocument(kind, key, { [currentLocale()]: title.trim() }, schema.data as Schema | undefined, form), 0);
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.drafts(app) });
      onMade(kind, key);
    },
  });
  const ready = title.trim() !== '' && odd === null && schema.data !== undefined;
  const submit = () => ready && !make.isPending && make.mutate();
  return (
    <Dialog
      title={t('designer.newTitle', { kind: kinds.length === 1 ? (kinds[0]?.title ?? '') : '' })}
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
        {make.isError && <Banner tone="bad" title={make.error.message} />}
        {kinds.length > 1 && (
          <FieldFrame id={`${id}-kind`} label={t('designer.kind')}>
            <Select id={`${id}-kind`} value={kind} options={kinds.map((one) => ({ value: one.key, label: one.title }))} onChange={(next) => setKind(next ?? '')} />
          </FieldFrame>
        )}
        <FieldFrame id={`${id}-title`} label={t('designer.name')} required>
          <TextInput id={`${id}-title`} autoFocus value={title} maxLength={500} onChange={setTitle} onEnter={submit} />
        </FieldFrame>
        <FieldFrame id={`${id}-key`} label={t('designer.key')} hint={t('designer.keyFree')} error={told}>
          <TextInput id={`${id}-key`} value={key} onChange={setKey} onEnter={submit} />
        </FieldFrame>
      </div>
    </Dialog>
  );
}
