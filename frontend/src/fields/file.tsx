/** Files. Value: [{id, name, size_bytes, media_type}] or null; ids alone are sent. A file under way has no id yet and holds the form back. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileItem } from '../api/types';
import { uploadFile } from '../api/pickers';
import { defineField, type InputProps } from '../lib/defineField';
import { listed } from '../lib/listed';
import { sizeText } from '../lib/numbers';
import { Button } from '../ui/Button/Button';
import { FileDrop } from '../ui/FileDrop/FileDrop';
import { Icon } from '../ui/Icon/Icon';
import { classes } from '../ui/classes';
import { Missing } from './parts/Missing';
import styles from './parts/parts.module.css';

interface Settings {
  max_count?: number;
}

interface Kept extends FileItem {
  /** Set until the server has the file: its place in this form, and how it goes. */
  sending?: { place: string; failed: boolean };
}

type Value = Kept[] | null;

const address = (file: Kept) => `/api/v1/files/${file.id}`;

export default defineField<Value, Settings>({
  key: 'file',
  once: true,
  icon: 'file',
  width: 120,
  wide: true,
  Input: FileInput,
  Cell: ({ value }) =>
    value?.length ? (
      <span className={styles.thumbs}>
        {value.slice(0, 3).map((file) => (
          <Thumb key={file.id} file={file} />
        ))}
        {value.length}
      </span>
    ) : (
      <Missing />
    ),
  Display: ({ value }) =>
    value?.length ? (
      <ul className={styles.files}>
        {value.map((file) => (
          <li key={file.id} className={styles.file}>
            <Thumb file={file} />
            <a className={styles.link} href={address(file)} download={file.name}>
              {file.name}
            </a>
            <span className={styles.note}>{sizeText(file.size_bytes)}</span>
          </li>
        ))}
      </ul>
    ) : (
      <Missing />
    ),
  text: (value) => listed((value ?? []).map((file) => file.name)),
  sent: (value) => value?.map((file) => file.id) ?? null,
  expressionType: () => 'list',
  problem(value, { max_count }) {
    const under = value?.filter((file) => file.sending) ?? [];
    if (under.length) return { key: under.some((file) => file.sending?.failed) ? 'fields.file.failed' : 'fields.file.sending' };
    return max_count && (value?.length ?? 0) > max_count ? { key: 'fields.file.many', words: { limit: max_count } } : null;
  },
});

function Thumb({ file }: { file: Kept }) {
  return file.id && file.media_type.startsWith('image/') ? <img className={styles.thumb} src={address(file)} alt="" loading="lazy" /> : <Icon name="file" />;
}

function FileInput({ id, value, onChange, settings, invalid, describedBy, readOnly }: InputProps<Value, Settings>) {
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
