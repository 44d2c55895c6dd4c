/** Conditions to fill in: field, comparison, value; all of them or any. Reads as a sentence. */
import { useTranslation } from '../../i18n/useTranslation';
import { fieldView } from '../../lib/fields';
import { localized } from '../../lib/localized';
import { Button } from '../../ui/Button/Button';
import { Select } from '../../ui/Select/Select';
import { TextInput } from '../../ui/TextInput/TextInput';
import { toldField } from '../form/told';
import { useFieldTypes, type FieldTypeInfo } from '../settings/fieldTypes';
import { fieldsOf, useAround, type FieldDoc } from '../settings/panel';
import { operatorsOf, settledValue, type Conditions, type Operator, type Row } from './model';
import styles from './conditions.module.css';

interface Props {
  label: string;
  conditions: Conditions;
  onChange: (conditions: Conditions) => void;
}

export function ConditionRows({ label, conditions, onChange }: Props) {
  const { t } = useTranslation();
  const around = useAround();
  const fields = fieldsOf(around, around.subjects.record);
  const types = useFieldTypes();
  const { all, rows } = conditions;
  const first = fields[0];
  const put = (at: number, row: Row) => onChange({ all, rows: rows.with(at, row) });
  return (
    <div className={styles.rows} role="group" aria-label={label}>
      {rows.length > 1 && <Select size="small" label={t('designer.conditions.join')} value={all ? 'all' : 'any'} options={(['all', 'any'] as const).map((value) => ({ value, label: t(`designer.conditions.${value}`) }))} onChange={(value) => onChange({ all: value !== 'any', rows })} />}
      {rows.map((row, at) => (
        <ConditionRow key={at} row={row} fields={fields} app={around.app} number={at + 1} types={types} onChange={(next) => put(at, next)} onRemove={() => onChange({ all, rows: rows.toSpliced(at, 1) })} />
      ))}
      <Button size="small" icon="plus" disabled={!first} onClick={() => first && onChange({ all, rows: [...rows, fresh(first, types)] })}>
        {t('designer.conditions.add')}
      </Button>
    </div>
  );
}

function fresh(field: FieldDoc, types: readonly FieldTypeInfo[]): Row {
  const type = typeOf(field, types);
  const operator = operatorsOf(type)[0] ?? 'not_empty';
  return { path: `record.${field.key}`, operator, value: settledValue(type, operator, firstValue(field)) };
}

/** What is worked out compares as its result does. */
function typeOf(field: FieldDoc | undefined, types: readonly FieldTypeInfo[]): FieldTypeInfo | undefined {
  const key = typeof field?.settings?.result === 'string' ? field.settings.result : field?.type;
  return types.find((one) => one.key === key);
}

/** A value that means something where there is one, so that a new row is no fault. */
function firstValue(field: FieldDoc): unknown {
  const options = (field.settings?.options ?? field.settings?.stages) as { key: string }[] | undefined;
  if (options?.[0]) return options[0].key;
  return field.type === 'yes_no' ? true : '';
}

function ConditionRow({ row, fields, app, number, types, onChange, onRemove }: { row: Row; fields: FieldDoc[]; app: string; number: number; types: readonly FieldTypeInfo[]; onChange: (row: Row) => void; onRemove: () => void }) {
  const { t } = useTranslation();
  const around = useAround();
  const key = row.path.split('.')[1];
  const field = fields.find((one) => `record.${one.key}` === row.path);
  const known = fields.map((one) => ({ value: `record.${one.key}`, label: localized(one.title) || one.key }));
  const type = typeOf(field, types);
  const operators = operatorsOf(type);
  const view = type && fieldView(type.key);
  const needsValue = row.operator !== 'empty' && row.operator !== 'not_empty';
  const label = t('designer.conditions.value', { number });
  const change = (value: unknown) => onChange({ ...row, value: settledValue(type, row.operator, value) });
  return (
    <div className={styles.row}>
      <Select
        size="small"
        label={t('designer.conditions.field', { number })}
        value={row.path}
        options={field ? known : [{ value: row.path, label: key ?? row.path }, ...known]}
        onChange={(path) => {
          const next = fields.find((one) => `record.${one.key}` === path);
          if (next) onChange(fresh(next, types));
        }}
      />
      <Select
        size="small"
        label={t('designer.conditions.operator', { number })}
        value={row.operator}
        options={[...new Set([...operators, row.operator])].map((one) => ({ value: one, label: t(`operators.${one}`) }))}
        onChange={(next) => {
          const operator = (next ?? 'equal') as Operator;
          const single = Array.isArray(row.value) ? row.value[0] : row.value;
          onChange({ ...row, operator, value: settledValue(type, operator, single) });
        }}
      />
      {needsValue && (
        <span className={styles.value}>
          {view?.Filter && field ? (
            <view.Filter field={toldField(field, around.contents)} operator={row.operator} value={row.value === '' ? null : row.value} label={label} app={app} form={around.subjects.record ?? ''} onChange={change} />
          ) : (
            <TextInput size="small" label={label} value={String(row.value ?? '')} onChange={change} />
          )}
        </span>
      )}
      <Button variant="quiet" size="small" icon="close" label={t('designer.conditions.remove', { number })} onClick={onRemove} />
    </div>
  );
}
