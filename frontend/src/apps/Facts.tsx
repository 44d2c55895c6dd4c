/** A record read as its form is laid out: names and values in sections and tabs, with the words, buttons and pages between them. Hidden fields leave no gap. */
import { Fragment, useId } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { FormInfo, Origin as OriginInfo, RecordItem } from '../api/types';
import { isSheet, useReading } from '../form/reading';
import { StageMoveNote, useStageMove } from '../form/StageMove';
import { layoutView } from '../lib/layouts';
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
  const stage = useStageMove(form, record);
  const { layout, around } = useReading({
    id: useId(),
    device: 'desk',
    form,
    record,
    takes: (field) => !narrow || !isSheet(field),
    takesItem: (item) => !narrow || layoutView(item.type)?.sheet !== true,
    move: stage.move,
    section: (item, title, body) => {
      const top = form.layout.findIndex(({ key }) => key === item.key);
      const heading = title ?? (top === 0 || form.layout.length === 0 ? t('records.basics') : top > 0 ? t('records.others') : null);
      return (
        <section className={styles.section}>
          {heading && <h3>{heading}</h3>}
          {body}
        </section>
      );
    },
    fields: (fields) => (
      <dl className={styles.pairs}>
        {fields.map((field) => (
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
    ),
  });
  return (
    <>
      <StageMoveNote {...stage} />
      {layout.map((item) => (
        <Fragment key={item.key}>{around.draw(item)}</Fragment>
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
