/** Several records become one: which stays, and field by field whose value. It can be undone in one step. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useMerge, useMergeState } from '../api/directory';
import type { FieldInfo, FormInfo, RecordItem } from '../api/types';
import { Value, titleOf } from '../apps/Value';
import { useToasts } from '../desk/toasts';
import { Problem } from '../lib/problems';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { Progress } from '../ui/Progress/Progress';
import { Banner } from '../ui/States/States';
import { classes } from '../ui/classes';
import { differing, isEmpty, presumed } from './differing';
import { useUndo } from './undoing';
import styles from './MergeDialog.module.css';

interface Props {
  app: string;
  form: FormInfo;
  records: RecordItem[];
  onClose: () => void;
}

export function MergeDialog({ app, form, records, onClose }: Props) {
  const { t } = useTranslation();
  const merge = useMerge(app, form.key);
  const undo = useUndo();
  const show = useToasts((store) => store.show);
  const [winner, setWinner] = useState(records[0]?.id ?? '');
  const [picked, setPicked] = useState<Record<string, string>>({});
  const fields = differing(form, records);
  const chosen = { ...presumed(fields, records, winner), ...picked };
  const state = useMergeState(merge.data?.state === 'running' ? merge.data.id : null);
  const running = merge.data && (state.data ?? merge.data).state === 'running';
  const failed = state.data?.state === 'failed' ? state.data.problem : null;
  const title = titleOf(form, records.find((one) => one.id === winner) ?? (records[0] as RecordItem));
  const send = () => {
    const revisions = Object.fromEntries(records.map((one) => [one.id, one.revision]));
    const writable = Object.fromEntries(fields.filter((field) => field.access === 'write').map((field) => [field.key, chosen[field.key] ?? winner]));
    // The group, and this dialog with it, may be gone before the answer is here: only a promise still tells.
    merge
      .mutateAsync({ winner, revisions, chosen: writable })
      .then((made) => {
        if (made.state === 'running') return;
        show(t('directory.merged', { title }), { title: t('records.undo'), run: () => undo(made.id) });
        onClose();
      })
      .catch(() => undefined);
  };
  return (
    <Dialog
      title={t('directory.mergeTitle', { count: records.length })}
      subtitle={t('directory.mergeWords')}
      wide
      locked={merge.isPending}
      onClose={onClose}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t(merge.data ? 'common.close' : 'common.cancel')}</Button>
          {!merge.data && (
            <Button variant="solid" busy={merge.isPending} onClick={send}>
              {t('directory.mergeInto', { title })}
            </Button>
          )}
        </>
      }
    >
      {merge.isError && <Banner tone="bad" title={merge.error instanceof Problem && merge.error.status === 409 ? t('directory.stale') : merge.error.message} />}
      {failed && <Banner tone="bad" title={failed} />}
      {running && <Progress label={t('directory.turning')} done={state.data?.done ?? 0} total={state.data?.total ?? merge.data?.total ?? null} />}
      {!merge.data && (
        <div className={styles.table} style={{ '--records': records.length } as React.CSSProperties}>
          <Choice name={t('directory.stays')} records={records} chosen={winner} onChoose={setWinner} show={(record) => <b>{titleOf(form, record)}</b>} />
          {fields.map((field) => (
            <FieldChoice key={field.key} app={app} field={field} records={records} chosen={chosen[field.key] ?? winner} onChoose={(id) => setPicked({ ...picked, [field.key]: id })} />
          ))}
        </div>
      )}
    </Dialog>
  );
}

function FieldChoice({ app, field, records, chosen, onChoose }: { app: string; field: FieldInfo; records: RecordItem[]; chosen: string; onChoose: (id: string) => void }) {
  return (
    <Choice
      name={field.title}
      records={records}
      chosen={chosen}
      disabled={field.access !== 'write'}
      empty={(record) => isEmpty(record.values[field.key])}
      onChoose={onChoose}
      show={(record) => <Value field={field} record={record} app={app} />}
    />
  );
}

interface ChoiceProps {
  name: string;
  records: RecordItem[];
  chosen: string;
  onChoose: (id: string) => void;
  show: (record: RecordItem) => React.ReactNode;
  disabled?: boolean;
  empty?: (record: RecordItem) => boolean;
}

function Choice({ name, records, chosen, onChoose, show, disabled, empty }: ChoiceProps) {
  return (
    <fieldset className={styles.row} disabled={disabled}>
      <legend>{name}</legend>
      {records.map((record) => (
        <label key={record.id} className={classes(styles.cell, record.id === chosen && styles.chosen)}>
          <input type="radio" name={`merge-${name}`} checked={record.id === chosen} disabled={empty?.(record)} onChange={() => onChoose(record.id)} />
          <span className={styles.value}>{show(record)}</span>
        </label>
      ))}
    </fieldset>
  );
}
