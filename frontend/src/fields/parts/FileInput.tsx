/** Files being chosen and sent: each is on its way at once, and says how it goes. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadFile } from '../../api/pickers';
import type { FileItem } from '../../api/types';
import type { InputProps } from '../../lib/defineField';
import { sizeText } from '../../lib/numbers';
import { Button } from '../../ui/Button/Button';
import { FileDrop } from '../../ui/FileDrop/FileDrop';
import { Icon } from '../../ui/Icon/Icon';
import { classes } from '../../ui/classes';
import styles from './parts.module.css';

export interface FileSettings {
  max_count?: number;
}

export interface Kept extends FileItem {
  /** Set until the server has the file: its place in this form, and how it goes. */
  sending?: { place: string; failed: boolean };
}

export function FileInput({ id, value, onChange, settings, invalid, describedBy, readOnly }: InputProps<Kept[] | null, FileSettings>) {
  const { t } = useTranslation();
  // Uploads end later than the render that began them, so they change the latest value.
  const latest = useRef(value);
  const counted = useRef(0);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  const set = (files: Kept[]) => {
    latest.current = files.length ? files : null;
    onChange(latest.current);
  };
  const settle = (place: string, file: Kept) => set((latest.current ?? []).map((one) => (one.sending?.place === place ? file : one)));

  const send = (file: File) => {
    counted.current += 1;
    const place = `${id}-${counted.current}`;
    const waiting: Kept = { id: '', name: file.name, size_bytes: file.size, media_type: file.type, sending: { place, failed: false } };
    set([...(latest.current ?? []), waiting]);
    uploadFile(file).then(
      (kept) => settle(place, kept),
      () => settle(place, { ...waiting, sending: { place, failed: true } }),
    );
  };
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
