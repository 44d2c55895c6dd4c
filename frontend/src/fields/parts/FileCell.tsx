/** Files in a cell of a grid: their names on a button, which opens what adds and removes them. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { InputProps } from '../../lib/defineField';
import { listed } from '../../lib/listed';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { Icon } from '../../ui/Icon/Icon';
import { FileInput, type FileSettings } from './FileInput';
import styles from './parts.module.css';
import type { Kept } from './uploads';

export function FileCell(props: InputProps<Kept[] | null, FileSettings>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const names = listed((props.value ?? []).map(({ name }) => name));
  return (
    <>
      <button type="button" className={styles.cellButton} aria-haspopup="dialog" aria-label={[props.label, names || t('fields.file.add')].join(' ')} aria-describedby={props.describedBy} onClick={() => setOpen(true)}>
        <Icon name={names ? 'file' : 'upload'} size={14} />
        <span>{names || t('fields.file.add')}</span>
      </button>
      {open && (
        <Dialog title={props.label} onClose={() => setOpen(false)} foot={<Button variant="solid" onClick={() => setOpen(false)}>{t('common.close')}</Button>}>
          <FileInput {...props} id={`${props.id}-files`} />
        </Dialog>
      )}
    </>
  );
}
