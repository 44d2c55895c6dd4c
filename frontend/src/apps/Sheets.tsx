/** What takes the page's width: tables within the record, pages of other sites that its form embeds. */
import { useId } from 'react';
import type { FormInfo, RecordItem } from '../api/types';
import { isEmpty } from '../form/merge';
import { isSheet, useReading } from '../form/reading';
import { fieldView } from '../lib/fields';
import { Value } from './Value';
import styles from './RecordPage.module.css';

export function Sheets({ app, form, record }: { app: string; form: FormInfo; record: RecordItem }) {
  const { sheets: pages, around } = useReading({ id: useId(), device: 'desk', form, record, takes: isSheet, move: null, section: () => null, fields: () => null });
  const sheets = form.fields.filter((field) => isSheet(field) && (fieldView(field.type)?.live || !isEmpty(record.values[field.key])));
  return (
    <>
      {sheets.map((field) => (
        <section key={field.key} className={styles.sheet} aria-label={field.title}>
          <h2 className={styles.section}>{field.title}</h2>
          <Value field={field} record={record} app={app} form={form.may.change ? form.key : undefined} full />
        </section>
      ))}
      {pages.map((item) => (
        <div key={item.key} className={styles.sheet}>
          {around.draw(item)}
        </div>
      ))}
    </>
  );
}
