/** One change of many records, or their deletion: what, how far, which were refused and why, and the way back. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { Link } from 'react-router';
import { useBulkEdit, useBulkStale, useOperation, useUndoBulk, type BulkEdit, type BulkResult } from '../../api/operations';
import type { FieldInfo, FormInfo, Values } from '../../api/types';
import { isComputed } from '../../form/model';
import { fieldView } from '../../lib/fields';
import { grouped } from '../../lib/numbers';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { OptionBox } from '../../ui/OptionBox/OptionBox';
import { Progress } from '../../ui/Progress/Progress';
import { Banner } from '../../ui/States/States';
import { Verdict } from '../../ui/Verdict/Verdict';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  deed: 'change' | 'delete';
  count: number;
  /** What is changed, where that was said before; else one chooses a field. */
  values?: Values;
  which: Pick<BulkEdit, 'ids' | 'filter' | 'search'>;
  onClose: () => void;
  /** Something was done: the rows are no longer as they were chosen. */
  onDone: () => void;
}

export function BulkDialog({ app, form, deed, count, values, which, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const edit = useBulkEdit(app, form.key);
  const undo = useUndoBulk();
  const [operation, setOperation] = useState<string | null>(null);
  const [undoing, setUndoing] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const [value, setValue] = useState<unknown>(null);
  const progress = useOperation(operation);
  const state = progress.data?.state;
  const ended = state === 'done' || state === 'failed';
  const running = edit.isPending || undo.isPending || (operation !== null && !ended);
  useBulkStale(app, form.key, ended ? operation : null);
  const fields = form.fields.filter((field) => field.access === 'write' && !isComputed(field) && !fieldView(field.type)?.sheet);
  const field = fields.find((one) => one.key === key);
  const shown = grouped(String(count));
  const result = (progress.data?.result ?? null) as BulkResult | null;
  const start = () => edit.mutate({ deed, ...(values ? { values } : field ? { values: { [field.key]: value } } : {}), ...which }, { onSuccess: setOperation });
  const takeBack = () => {
    if (!operation) return;
    undo.mutate(operation, {
      onSuccess: (id) => {
        setUndoing(true);
        setOperation(id);
      },
    });
  };
  const close = () => {
    if (operation) onDone();
    onClose();
  };
  const verb = t(deed === 'delete' ? 'bulk.deleteVerb' : 'bulk.changeVerb', { count, shown });
  const failure = edit.error ?? undo.error;
  return (
    <Dialog
      title={operation === null ? verb : t(undoing ? 'bulk.undoTitle' : deed === 'delete' ? 'bulk.deleteTitle' : 'bulk.changeTitle')}
      locked={running}
      onClose={close}
      foot={
        operation === null ? (
          <>
            <span className={styles.grow} />
            <Button onClick={close}>{t('common.cancel')}</Button>
            <Button variant={deed === 'delete' ? 'danger' : 'solid'} busy={edit.isPending} disabled={deed === 'change' && !field && !values} onClick={start}>
              {verb}
            </Button>
          </>
        ) : (
          <>
            <span className={styles.grow} />
            {ended && !undoing && result !== null && result.done > 0 && (
              <Button busy={undo.isPending} onClick={takeBack}>
                {t('bulk.undo')}
              </Button>
            )}
            <Button variant="solid" disabled={running} onClick={close}>
              {t('common.close')}
            </Button>
          </>
        )
      }
    >
      {failure && <Banner tone="bad" title={failure.message} />}
      {operation === null && deed === 'delete' && <p>{t('bulk.deleteWords')}</p>}
      {operation === null && values && <p>{t('cells.bulk', { fields: Object.keys(values).map((name) => t('table.quoted', { name: form.fields.find((one) => one.key === name)?.title ?? name })).join('') })}</p>}
      {operation === null && deed === 'change' && !values && (
        <div className={styles.bulkForm}>
          <FieldFrame id="bulk-field" label={t('bulk.field')} required>
            <OptionBox
              id="bulk-field"
              value={key}
              onChange={(next) => {
                setKey(next);
                setValue(null);
              }}
              options={fields.map((one) => ({ value: one.key, label: one.title }))}
            />
          </FieldFrame>
          {field && <NewValue key={field.key} app={app} form={form.key} field={field} value={value} onChange={setValue} />}
          <p className={styles.hint}>{t('bulk.changeWords')}</p>
        </div>
      )}
      {operation !== null && !ended && <Progress done={progress.data?.done ?? 0} total={progress.data?.total || count} label={progress.data?.label ?? t('bulk.begins')} />}
      {state === 'failed' && <Banner tone="bad" title={progress.data?.problem?.detail ?? t('bulk.failed')} />}
      {result !== null && <Done result={result} undone={undoing} app={app} form={form.key} />}
    </Dialog>
  );
}

function NewValue({ app, form, field, value, onChange }: { app: string; form: string; field: FieldInfo; value: unknown; onChange: (value: unknown) => void }) {
  const { t } = useTranslation();
  const [label, setLabel] = useState<string | null>(null);
  const Input = fieldView(field.type)?.Input;
  if (!Input) return null;
  return (
    <FieldFrame id="bulk-value" label={t('bulk.value', { field: field.title })} hint={t('bulk.emptyHint')} group={fieldView(field.type)?.group}>
      <Input id="bulk-value" value={value ?? null} onChange={onChange} settings={field.settings} field={field} label={field.title} valueLabel={label ?? undefined} onLabel={setLabel} app={app} form={form} />
    </FieldFrame>
  );
}

function Done({ result, undone, app, form }: { result: BulkResult; undone: boolean; app: string; form: string }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      <p>
        <Verdict kind={result.refused > 0 ? 'warning' : 'good'}>{t(undone ? 'bulk.undone' : 'bulk.done', { count: result.done, shown: grouped(String(result.done)), refused: grouped(String(result.refused)) })}</Verdict>
      </p>
      {result.problems.length > 0 && (
        <ul className={styles.problems}>
          {result.problems.map((one) => (
            <li key={one.id}>
              <Link to={`/apps/${app}/${form}/${one.id}`}>{one.title || t('bulk.aRecord')}</Link> {one.reason}
            </li>
          ))}
        </ul>
      )}
      {result.refused > result.problems.length && <p className={styles.hint}>{t('bulk.first', { shown: result.problems.length })}</p>}
    </div>
  );
}
