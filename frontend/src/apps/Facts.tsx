/** A record's values in the sections of its form, as names and values. Hidden fields leave no gap. */
import { useTranslation } from 'react-i18next';
import type { FormInfo, Origin as OriginInfo, RecordItem } from '../api/types';
import { factGroups } from '../form/arrangement';
import { fieldView } from '../lib/fields';
import { localized } from '../lib/localized';
import { momentText } from '../lib/time';
import { Origin } from './Origin';
import { Value } from './Value';
import styles from './Facts.module.css';

interface Props {
  app: string;
  form: FormInfo;
  record: RecordItem;
  /** Leaves out what the page shows as sheets of its own. */
  narrow?: boolean;
  /** Adds who made and changed the record. */
  system?: boolean;
  /** Where values came from, by field. */
  origins?: Record<string, OriginInfo>;
}

export function Facts({ app, form, record, narrow, system, origins }: Props) {
  const { t } = useTranslation();
  const groups = factGroups(form)
    .map((group) => ({ ...group, fields: narrow ? group.fields.filter((field) => !fieldView(field.type)?.sheet) : group.fields }))
    .filter((group) => group.fields.length > 0);
  return (
    <>
      {groups.map((section, at) => (
        <section key={section.key} className={styles.section}>
          <h3>{section.title ?? (at === 0 ? t('records.basics') : t('records.others'))}</h3>
          <dl className={styles.pairs}>
            {section.fields.map((field) => (
              <div key={field.key}>
                <dt>
                  {field.title}
                  {origins?.[field.key] && <Origin title={field.title} origin={origins[field.key] as OriginInfo} />}
                </dt>
                <dd>
                  <Value field={field} record={record} app={app} form={form.may.change ? form.key : undefined} full />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {system && (
        <section className={styles.section}>
          <h3>{t('records.origin')}</h3>
          <dl className={styles.pairs}>
            <div>
              <dt>{t('records.createdAt')}</dt>
              <dd>{[momentText(record.created_at), personOf(record, 'created_by')].filter(Boolean).join(' · ')}</dd>
            </div>
            <div>
              <dt>{t('records.updatedAt')}</dt>
              <dd>{[momentText(record.updated_at), personOf(record, 'updated_by')].filter(Boolean).join(' · ')}</dd>
            </div>
          </dl>
        </section>
      )}
    </>
  );
}

/** Names come beside ids; an id alone says nothing to people. */
function personOf(record: RecordItem, key: 'created_by' | 'updated_by'): string {
  return localized(record.labels?.[key]);
}
