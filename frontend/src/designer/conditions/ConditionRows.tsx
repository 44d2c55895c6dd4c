/** Conditions to fill in: field, comparison, value; all of them or any, in brackets where need be. Reads as a sentence. */
import { useFormulaWords, type FormulaScope } from '../../api/drafts';
import { useTranslation } from '../../i18n/useTranslation';
import { fieldView } from '../../lib/fields';
import { Button } from '../../ui/Button/Button';
import { Select } from '../../ui/Select/Select';
import { TextInput } from '../../ui/TextInput/TextInput';
import { toldField } from '../form/told';
import { useFieldTypes, type FieldTypeInfo } from '../settings/fieldTypes';
import { useAround, type FieldDoc } from '../settings/panel';
import { isGroup, operatorsOf, settledValue, sourceOf, sourcesFor, type Conditions, type Operator, type Row, type Source } from './model';
import { namesOf, type Named, type Told } from './names';
import { ValueSource } from './ValueSource';
import styles from './conditions.module.css';

interface Props {
  label: string;
  conditions: Conditions;
  onChange: (conditions: Conditions) => void;
  scope: FormulaScope;
  /** Only values that are said, of fields of the form itself: what filters of lists know. */
  plain?: boolean;
}

/** Deeper nobody reads it: then a formula says more. */
const deepest = 2;

export function ConditionRows({ label, conditions, onChange, scope, plain = false }: Props) {
  const around = useAround();
  const told = useFormulaWords(scope, !plain).data?.names;
  const names = namesOf(around, scope, { own: plain, told });
  const parameters = (told ?? []).filter(({ key }) => key.startsWith('param.'));
  // Where nobody acts, as in a ranking, nothing is compared with who does.
  const acted = told === undefined || told.some(({ key }) => key === 'actor.person_id');
  const types = useFieldTypes();
  return <Rows label={label} conditions={conditions} onChange={onChange} within={{ names, types, parameters, acted, plain }} before="" depth={0} />;
}

interface Within {
  names: Named[];
  types: readonly FieldTypeInfo[];
  parameters: readonly Told[];
  acted: boolean;
  plain: boolean;
}

/** `before`: the number of the brackets these stand in, "2.". */
function Rows({ label, conditions, onChange, within, before, depth }: { label: string; conditions: Conditions; onChange: (conditions: Conditions) => void; within: Within; before: string; depth: number }) {
  const { t } = useTranslation();
  const { all, rows } = conditions;
  const first = within.names[0];
  const put = (at: number, part: Row | Conditions) => onChange({ all, rows: rows.with(at, part) });
  const add = (part: Row | Conditions) => onChange({ all, rows: [...rows, part] });
  return (
    <div className={styles.rows} role="group" aria-label={label}>
      {rows.length > 1 && <Select size="small" label={t('designer.conditions.join')} value={all ? 'all' : 'any'} options={(['all', 'any'] as const).map((value) => ({ value, label: t(`designer.conditions.${value}`) }))} onChange={(value) => onChange({ all: value !== 'any', rows })} />}
      {rows.map((part, at) => {
        const number = `${before}${at + 1}`;
        const remove = () => onChange({ all, rows: rows.toSpliced(at, 1) });
        if (!isGroup(part)) return <ConditionRow key={at} row={part} within={within} number={number} onChange={(next) => put(at, next)} onRemove={remove} />;
        return (
          <div key={at} className={styles.group}>
            <Rows label={t('designer.conditions.group', { number })} conditions={part} onChange={(next) => (next.rows.length === 0 ? remove() : put(at, next))} within={within} before={`${number}.`} depth={depth + 1} />
          </div>
        );
      })}
      <div className={styles.adding}>
        <Button size="small" icon="plus" disabled={!first} onClick={() => first && add(fresh(first, within.types))}>
          {t('designer.conditions.add')}
        </Button>
        {rows.length > 0 && depth < deepest && (
          <Button size="small" variant="quiet" icon="plus" onClick={() => first && add({ all: !all, rows: [fresh(first, within.types)] })}>
            {t('designer.conditions.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

function fresh(named: Named, types: readonly FieldTypeInfo[]): Row {
  const { type, field, listed } = askedOf(named, types);
  const operator = operatorsOf(type, listed)[0] ?? 'not_empty';
  return { path: named.path, operator, value: settledValue(type, operator, firstValue(field)) };
}

/** A list is asked for what it holds: one of its options, or a text. */
function askedOf({ field, listed }: Named, types: readonly FieldTypeInfo[]): { field: FieldDoc; type: FieldTypeInfo | undefined; listed: boolean } {
  const type = typeOf(field, types);
  if (listed || type?.value !== 'list') return { field, type, listed: listed ?? false };
  const one = { ...field, type: field.settings?.options ? 'single_choice' : 'text' };
  return { field: one, type: typeOf(one, types), listed: true };
}

/** What is worked out compares as its result does. */
function typeOf(field: FieldDoc | undefined, types: readonly FieldTypeInfo[]): FieldTypeInfo | undefined {
  const key = typeof field?.settings?.result === 'string' ? field.settings.result : field?.type;
  return types.find((one) => one.key === key);
}

const numbers = new Set(['integer', 'decimal']);
const comparable = (one: string, other: string | undefined) => one === other || (numbers.has(one) && other !== undefined && numbers.has(other));

/** A value that means something where there is one, so that a new row is no fault. */
function firstValue(field: FieldDoc): unknown {
  const options = (field.settings?.options ?? field.settings?.stages) as { key: string }[] | undefined;
  if (options?.[0]) return options[0].key;
  return field.type === 'yes_no' ? true : '';
}

function ConditionRow({ row, within, number, onChange, onRemove }: { row: Row; within: Within; number: string; onChange: (row: Row) => void; onRemove: () => void }) {
  const { t } = useTranslation();
  const around = useAround();
  const { names, types, parameters, acted, plain } = within;
  const named = names.find((one) => one.path === row.path);
  const known = names.map((one) => ({ value: one.path, label: one.title }));
  const asked = named && askedOf(named, types);
  const type = asked?.type;
  const operators = operatorsOf(type, asked?.listed);
  const view = type && fieldView(type.key);
  const needsValue = row.operator !== 'empty' && row.operator !== 'not_empty';
  const label = t('designer.conditions.value', { number });
  const change = (value: unknown) => onChange({ ...row, value: settledValue(type, row.operator, value) });
  const lists = row.operator === 'one_of' || row.operator === 'none_of';
  const others = names.filter((one) => {
    const other = askedOf(one, types);
    return one.path !== row.path && other.listed === lists && other.type?.value === type?.value;
  });
  const fitting = parameters.filter((one) => comparable(one.type, type?.value));
  const there: Partial<Record<Source, boolean>> = { field: others.length > 0, param: fitting.length > 0, me: acted, reports: acted, departments: acted };
  const sources = plain ? (['value'] as const) : sourcesFor(type, row.operator).filter((one) => there[one] ?? true);
  return (
    <div className={styles.row}>
      <Select
        size="small"
        label={t('designer.conditions.field', { number })}
        value={row.path}
        options={named ? known : [{ value: row.path, label: row.path.split('.').slice(1).join('.') || row.path }, ...known]}
        onChange={(path) => {
          const next = names.find((one) => one.path === path);
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
          {sources.length > 1 || sourceOf(row.value) !== 'value' ? <ValueSource number={number} value={row.value} sources={sources} fields={others} parameters={fitting} onChange={(value) => onChange({ ...row, value })} /> : null}
          {sourceOf(row.value) === 'value' &&
            (view?.Filter && asked && named ? (
              <view.Filter field={toldField(asked.field, around.contents)} operator={asked.listed ? 'equal' : row.operator} value={row.value === '' ? null : row.value} label={label} app={around.app} form={named.form} onChange={change} />
            ) : (
              <TextInput size="small" label={label} value={String(row.value ?? '')} onChange={change} />
            ))}
        </span>
      )}
      <Button variant="quiet" size="small" icon="close" label={t('designer.conditions.remove', { number })} onClick={onRemove} />
    </div>
  );
}
