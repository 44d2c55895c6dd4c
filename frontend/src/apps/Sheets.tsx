/** Tables within a record, each as wide as the page lets it be. */
import type { FormInfo, RecordItem } from '../api/types';
import { isEmpty } from '../form/merge';
import { fieldView } from '../lib/fields';
import { Value } from './Value';
import styles from './RecordPage.module.css';

export function Sheets({ app, form, record }: { app: string; form: FormInfo; record: RecordItem }) {
  const sheets = form.fields.filter((field) => fieldView(field.type)?.sheet && (fieldView(field.type)?.live || !isEmpty(record.values[field.key])));
  return sheets.map((field) => (
    <section key={field.key} className={styles.sheet} aria-label={field.title}>
      <h2 className={styles.section}>{field.title}</h2>
      <Value field={field} record={record} app={app} form={form.may.change ? form.key : undefined} full />
    </section>
  ));
}
