/** View: a view's first records, and the way to all of them. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useForm } from '../api/records';
import type { FormInfo, RecordItem } from '../api/types';
import type { ViewInfo } from '../api/views';
import { Value, titleOf } from '../apps/Value';
import { defineBlock, type BlockProps } from '../lib/defineBlock';
import { fieldView } from '../lib/fields';
import { countText } from '../lib/numbers';
import { Skeleton } from '../ui/States/States';
import styles from './parts/parts.module.css';

interface Answer {
  app: string;
  form: string;
  form_title: string;
  view: ViewInfo;
  filter: unknown;
  items: RecordItem[];
  total: number;
  total_exact: boolean;
}

export default defineBlock<Answer>({ key: 'view', Block: ViewBlock });

/** More columns would be too narrow to read: the whole view has them. */
const mostColumns = 5;

function ViewBlock({ answer, block }: BlockProps<Answer>) {
  const { t, i18n } = useTranslation();
  const form = useForm(answer.app, answer.form);
  if (answer.items.length === 0) return <p className={styles.empty}>{t('pages.noRecords', { form: answer.form_title })}</p>;
  if (!form.data) return <Skeleton rows={Math.min(answer.items.length, 6)} />;
  const at = new URLSearchParams({ view: answer.view.key });
  if (answer.filter) at.set('filter', JSON.stringify(answer.filter));
  const here = `/apps/${answer.app}/${answer.form}`;
  return (
    <>
      <div className={styles.scroll}>
        <Rows form={form.data} answer={answer} title={block.title ?? answer.view.title} here={here} columns={Math.max(2, Math.min(mostColumns, Math.floor(block.width / 1.6)))} />
      </div>
      <p className={styles.sub}>
        <Link to={`${here}?${at}`}>{t('pages.allOf', { shown: countText(answer.total, answer.total_exact, i18n.language) })}</Link>
      </p>
    </>
  );
}

function Rows({ form, answer, title, here, columns }: { form: FormInfo; answer: Answer; title: string; here: string; columns: number }) {
  const { i18n } = useTranslation();
  const fields = answer.view.columns.flatMap((key) => form.fields.find((field) => field.key === key) ?? []).slice(0, columns);
  return (
    <table className={styles.table} aria-label={title}>
      <thead>
        <tr>
          {fields.map((field) => {
            const view = fieldView(field.type);
            const unit = view?.headerUnit?.(field.settings, i18n.language);
            return (
              <th key={field.key} scope="col" className={view?.align === 'right' ? styles.right : undefined}>
                {field.title}
                {unit && ` (${unit})`}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {answer.items.map((record) => (
          <tr key={record.id}>
            {fields.map((field, at) =>
              at === 0 ? (
                <th key={field.key} scope="row" className={styles.name}>
                  <Link to={`${here}/${record.id}`}>{record.values[field.key] === null ? titleOf(form, record) : <Value field={field} record={record} app={answer.app} form={answer.form} />}</Link>
                </th>
              ) : (
                <td key={field.key} className={fieldView(field.type)?.align === 'right' ? styles.right : styles.name}>
                  <Value field={field} record={record} app={answer.app} form={answer.form} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
