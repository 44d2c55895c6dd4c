/** A new link: what it is called, and what it says of itself in each record that comes by it. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useLinkActs } from '../api/links';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Banner } from '../ui/States/States';
import { TextInput } from '../ui/TextInput/TextInput';
import styles from './sharing.module.css';

interface Props {
  app: string;
  intake: string;
  parameters: string[];
  onClose: () => void;
  onMade: (id: string | null) => void;
}

export function NewLink({ app, intake, parameters, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const { make } = useLinkActs(app, intake);
  const [title, setTitle] = useState('');
  const [given, setGiven] = useState<Record<string, string>>({});
  const go = () =>
    make.mutate({ title, parameters: Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== '')) }, { onSuccess: (links) => onMade(links.items[0]?.id ?? null) });
  return (
    <Dialog
      title={t('sharing.make')}
      onClose={onClose}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" busy={make.isPending} onClick={go}>
            {t('sharing.make')}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        {make.isError && <Banner tone="bad" title={make.error.message} />}
        <FieldFrame id="link-title" label={t('sharing.name')} hint={t('sharing.nameHint')}>
          <TextInput id="link-title" value={title} onChange={setTitle} autoFocus />
        </FieldFrame>
        {parameters.map((name) => (
          <FieldFrame key={name} id={`link-${name}`} label={name} hint={t('sharing.parameterHint')}>
            <TextInput id={`link-${name}`} value={given[name] ?? ''} onChange={(value) => setGiven({ ...given, [name]: value })} />
          </FieldFrame>
        ))}
      </form>
    </Dialog>
  );
}
