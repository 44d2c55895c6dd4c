/** Files. Value: [{id, name, size_bytes, media_type}] or null; ids alone are sent. A file under way has no id yet and holds the form back. */
import { defineField } from '../lib/defineField';
import { listed } from '../lib/listed';
import { sizeText } from '../lib/numbers';
import { Icon } from '../ui/Icon/Icon';
import { lazyPart } from '../ui/lazyPart';
import type { FileSettings as Settings } from './parts/FileInput';
import { Missing } from './parts/Missing';
import styles from './parts/parts.module.css';
import type { Kept } from './parts/uploads';

const FileInput = lazyPart(async () => (await import('./parts/FileInput')).FileInput);
const FileCell = lazyPart(async () => (await import('./parts/FileCell')).FileCell);

type Value = Kept[] | null;

const address = (file: Kept) => `/api/v1/files/${file.id}`;

export default defineField<Value, Settings>({
  key: 'file',
  palette: ['evidence', 1],
  once: true,
  icon: 'file',
  width: 120,
  wide: true,
  Input: FileInput,
  CellInput: FileCell,
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
