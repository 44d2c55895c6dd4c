/** Files being chosen and sent: each is on its way at once, and says how it goes. */
import { useTranslation } from '../../i18n/useTranslation';
import type { InputProps } from '../../lib/defineField';
import { sizeText } from '../../lib/numbers';
import { Button } from '../../ui/Button/Button';
import { FileDrop } from '../../ui/FileDrop/FileDrop';
import { Icon } from '../../ui/Icon/Icon';
import { classes } from '../../ui/classes';
import styles from './parts.module.css';
import { useUploads, type Kept } from './uploads';

export interface FileSettings {
  max_count?: number;
}

export function FileInput({ id, value, onChange, settings, invalid, describedBy, readOnly }: InputProps<Kept[] | null, FileSettings>) {
  const { t } = useTranslation();
  const { send, set } = useUploads(value, onChange);
  const room = (settings.max_count ?? Infinity) - (value?.length ?? 0);
  return (
    <div>
      {Boolean(value?.length) && (
        <ul className={styles.files}>
          {value?.map((file) => (
            <li key={file.id || file.sending?.place} className={classes(styles.file, file.sending?.failed && styles.failed)}>
              <Icon name="file" />
              <span className={styles.fileName}>{file.name}</span>
              <output className={styles.note}>
                {file.sending ? t(file.sending.failed ? 'fields.file.notSent' : 'fields.file.onTheWay') : sizeText(file.size_bytes)}
              </output>
              {!readOnly && <Button size="small" variant="quiet" icon="close" label={t('fields.file.remove', { name: file.name })} onClick={() => set((value ?? []).filter((one) => one !== file))} />}
            </li>
          ))}
        </ul>
      )}
      {!readOnly && room > 0 && (
        <FileDrop small id={id} title={t('fields.file.add')} multiple={room > 1} invalid={invalid} describedBy={describedBy} onFiles={(files) => files.slice(0, room).forEach(send)} />
      )}
    </div>
  );
}
