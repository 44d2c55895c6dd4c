/** What a card tells below its title: fields that say something, each with its name. */
import { useTranslation } from '../../i18n/useTranslation';
import type { FieldInfo, RecordItem } from '../../api/types';
import { Value } from '../../apps/Value';
import { isEmpty } from '../../form/merge';
import { fieldView } from '../../lib/fields';
import styles from './parts.module.css';

export function CardFacts({ app, fields, record }: { app: string; fields: FieldInfo[]; record: RecordItem }) {
  const { i18n } = useTranslation();
  const said = fields.filter((field) => !isEmpty(record.values[field.key]));
  if (said.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {said.map((field) => (
        <div key={field.key} className={styles.fact}>
          <dt>{titled(field, i18n.language)}</dt>
          <dd>
            <Value field={field} record={record} app={app} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** With the unit that a table has in its header. */
function titled(field: FieldInfo, locale: string): string {
  const unit = fieldView(field.type)?.headerUnit?.(field.settings, locale);
  return unit ? `${field.title}(${unit})` : field.title;
}
