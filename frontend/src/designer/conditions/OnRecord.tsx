/** What a formula comes to on a record one chooses, as one may see it. Records know what is published: of names that are not there yet nobody can tell. */
import { useId, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useDocuments, useFormulaValue } from '../../api/drafts';
import { RecordPicker } from '../../fields/parts/RecordPicker';
import type { TFunction } from '../../i18n/words';
import { listed } from '../../lib/listed';
import { grouped } from '../../lib/numbers';
import { Problem } from '../../lib/problems';
import { Button } from '../../ui/Button/Button';
import { useSample } from './sample';
import styles from './conditions.module.css';

interface Props {
  app: string;
  /** Of the app, or "other.form". */
  form: string;
  tree: unknown;
}

export function OnRecord({ app, form, tree }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [owner = '', key = ''] = form.includes('.') ? form.split('.') : [app, form];
  const record = useSample((store) => store.records[`${owner}.${key}`] ?? null);
  const choose = useSample((store) => store.choose);
  const [open, setOpen] = useState(record !== null);
  const documents = useDocuments(app);
  const published = owner !== app || documents.data?.items.some((one) => one.kind === 'form' && one.key === key && one.revision > 0);
  if (!published) return null;
  if (!open) {
    return (
      <div className={styles.turn}>
        <Button variant="quiet" size="small" icon="play" onClick={() => setOpen(true)}>
          {t('designer.conditions.tryOn')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.tried}>
      <RecordPicker id={id} label={t('designer.conditions.onRecord')} app={owner} form={key} value={record} onChange={(next) => choose(`${owner}.${key}`, next)} />
      {record && <Value app={owner} form={key} tree={tree} record={record} />}
    </div>
  );
}

function Value(props: { app: string; form: string; tree: unknown; record: string }) {
  const { t } = useTranslation();
  const found = useFormulaValue(props);
  if (found.isError) {
    const unknown = found.error instanceof Problem && found.error.code.startsWith('expression.');
    return <p className={unknown ? styles.said : styles.fault}>{unknown ? t('designer.conditions.notYetThere') : found.error.message}</p>;
  }
  if (!found.data) return null;
  const [fault] = found.data.faults;
  return (
    <p className={styles.said} role="status">
      {t('designer.conditions.comesTo')} <b>{fault ? t(`designer.conditions.faults.${fault}`, { defaultValue: fault }) : shown(found.data.value, t)}</b>
    </p>
  );
}

function shown(value: unknown, t: TFunction): string {
  if (value === null || value === undefined) return t('designer.conditions.nothing');
  if (typeof value === 'boolean') return t(value ? 'runs.yes' : 'runs.no');
  if (Array.isArray(value)) return listed(value.map((one) => shown(one, t)));
  return typeof value === 'number' ? grouped(String(value)) : String(value);
}
