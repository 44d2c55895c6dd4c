/** A form's button that starts a workflow on the record that is shown: absent for who may not, disabled where it cannot be started now. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useFormStarts } from '../api/starts';
import { Loose } from '../layout/parts/Loose';
import layout from '../layout/parts/layout.module.css';
import { Button } from '../ui/Button/Button';
import { StartDialog } from './StartDialog';
import './words';
import styles from './Starts.module.css';

interface Props {
  of: { app: string; form: string; id: string };
  /** The workflow's key; of another app than the form's with that before it. */
  workflow: string;
  title: string;
  words?: string;
  device: 'desk' | 'phone';
}

export function StartButton({ of, workflow, title, words, device }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const offers = useFormStarts(of.app, of.form, of.id).data?.items ?? [];
  const offer = offers.find((one) => [one.workflow, `${one.app}.${one.workflow}`].includes(workflow));
  if (!offer) return null;
  const held = offer.state === 'ready' ? null : t(`starts.${offer.state}`);
  return (
    <Loose device={device}>
      <div className={layout.button}>
        <Button size={device === 'phone' ? 'large' : 'default'} icon="flow" disabled={held !== null} onClick={() => setOpen(true)}>
          {title}
        </Button>
        {held && <span className={styles.held}>{held}</span>}
      </div>
      {open && <StartDialog offer={offer} record={of.id} words={words} onClose={() => setOpen(false)} />}
    </Loose>
  );
}
