/** Names and values of a record, for reading. What says nothing is left out. */
import type { FieldInfo, RecordItem } from '../api/types';
import { FieldValue } from '../form/FieldValue';
import { isEmpty } from '../form/merge';
import { fieldView } from '../lib/fields';
import styles from './RecordFacts.module.css';

interface Props {
  app: string;
  fields: FieldInfo[];
  record: Pick<RecordItem, 'values' | 'labels'> & { id?: string };
  /** Where what is shown can be worked with. */
  form?: string;
}

export function RecordFacts({ app, fields, record, form }: Props) {
  const told = fields.filter((field) => !isEmpty(record.values[field.key]) || (record.id !== undefined && fieldView(field.type)?.live));
  return (
    <dl className={styles.facts}>
      {told.map((field) => (
        <div key={field.key} className={fieldView(field.type)?.sheet ? styles.sheet : undefined}>
          <dt>{field.title}</dt>
          <dd>
            <FieldValue field={field} app={app} device="phone" value={record.values[field.key]} label={record.labels[field.key]} labels={record.labels} form={form} record={record.id} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
