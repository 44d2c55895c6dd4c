/** At most three tags under a record's title: its choices, as the form orders them. */
import type { FormInfo, RecordItem } from '../api/types';
import { fieldView } from '../lib/fields';
import { Tag, hueOf } from '../ui/Tag/Tag';
import styles from './Tags.module.css';

export function Tags({ form, record }: { form: FormInfo; record: RecordItem }) {
  const tags = form.fields
    .filter((field) => Array.isArray(field.settings.options) && typeof record.values[field.key] === 'string')
    .slice(0, 3);
  if (tags.length === 0) return null;
  return (
    <span className={styles.tags}>
      {tags.map((field) => {
        const value = record.values[field.key] as string;
        const place = (field.settings.options as { key: string }[]).findIndex((option) => option.key === value);
        return (
          <Tag key={field.key} hue={place < 0 ? undefined : hueOf(place)}>
            <span className="visually-hidden">{field.title} </span>
            {fieldView(field.type)?.text?.(value, field.settings) || value}
          </Tag>
        );
      })}
    </span>
  );
}
