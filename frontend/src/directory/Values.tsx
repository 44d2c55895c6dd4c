/** A few values of a record in one line, each under its title. */
import type { FieldInfo, RecordItem } from '../api/types';
import { Value } from '../apps/Value';
import { isEmpty } from './differing';
import styles from './DuplicatesPage.module.css';

export function Values({ app, fields, record }: { app: string; fields: FieldInfo[]; record: RecordItem }) {
  return (
    <dl className={styles.values}>
      {fields
        .filter((field) => !isEmpty(record.values[field.key]))
        .map((field) => (
          <div key={field.key}>
            <dt>{field.title}</dt>
            <dd>
              <Value field={field} record={record} app={app} />
            </dd>
          </div>
        ))}
    </dl>
  );
}
