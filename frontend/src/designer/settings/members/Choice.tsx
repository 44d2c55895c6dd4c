/** One of what there is: values of the schema, documents of a kind, fields of a form, types of fields. */
import { useTranslation } from '../../../i18n/useTranslation';
import { localized } from '../../../lib/localized';
import { Select } from '../../../ui/Select/Select';
import { fieldsOf, useAround, type Around } from '../panel';
import { useFieldTypes } from '../fieldTypes';
import { typesOf, valueTitle } from '../schema';
import type { MemberProps } from '../Member';

export function Choice({ id, schema, value, onChange, required }: MemberProps) {
  const { t } = useTranslation();
  const values = (schema.enum ?? []).filter((one) => one !== null);
  const chosen = value ?? schema.default ?? null;
  const optional = !required && schema.default === undefined;
  return (
    <Select
      id={id}
      value={chosen === null ? null : String(chosen)}
      empty={optional ? t('designer.unset') : undefined}
      options={values.map((one) => ({ value: String(one), label: valueTitle(one, schema) }))}
      onChange={(next) => onChange(next === null ? undefined : values.find((one) => String(one) === next))}
    />
  );
}

export function DocumentChoice({ id, schema, value, onChange, required }: MemberProps) {
  const { t } = useTranslation();
  const { contents, beside } = useAround();
  const kind = schema['x-kind'] ?? schema['x-kinds']?.[String(beside[schema['x-kind_by'] ?? ''])];
  const options = contents.filter((one) => one.kind === kind).map((one) => ({ value: one.key, label: localized(one.document.title as string) || one.key }));
  return <Select id={id} value={textOf(value)} empty={required ? undefined : t('designer.unset')} options={withOwn(options, value)} onChange={(next) => onChange(next ?? undefined)} />;
}

export function FieldChoice({ id, schema, value, onChange, required }: MemberProps) {
  const { t } = useTranslation();
  const around = useAround();
  const of = schema['x-field'] === true ? 'record' : String(schema['x-field']);
  const options = fieldsOf(around, around.subjects[of]).map((one) => ({ value: one.key, label: localized(one.title) || one.key }));
  const optional = !required || typesOf(schema).includes('null');
  return <Select id={id} value={textOf(value)} empty={optional ? t('designer.unset') : undefined} options={withOwn(options, value)} onChange={(next) => onChange(next ?? undefined)} />;
}

/** By what a metric can be told apart; where several are named beside it, the first says so. */
export function DimensionChoice({ id, value, onChange, required }: MemberProps) {
  const { t } = useTranslation();
  const around = useAround();
  const { metric, metrics } = around.beside;
  const key = typeof metric === 'string' ? metric : Array.isArray(metrics) ? metrics[0] : null;
  const found = around.contents.find((one) => one.kind === 'metric' && one.key === key)?.document;
  const options = ((found?.dimensions as string[] | undefined) ?? []).map((one) => ({ value: one, label: dimensionTitle(around, String(found?.form), one, t('designer.departmentOf')) }));
  return <Select id={id} value={textOf(value)} empty={required ? undefined : t('designer.unset')} options={withOwn(options, value)} onChange={(next) => onChange(next ?? undefined)} />;
}

/** A list of one dimension, or of none. */
export function DimensionList(props: MemberProps) {
  const [first] = Array.isArray(props.value) ? (props.value as unknown[]) : [];
  return <DimensionChoice {...props} value={first} onChange={(next) => props.onChange(next === undefined ? undefined : [next])} />;
}

/** Figures are split by a dimension of their metric, records by a field. */
export function SplitChoice(props: MemberProps) {
  const { metric, metrics } = useAround().beside;
  return metric || (Array.isArray(metrics) && metrics.length > 0) ? <DimensionChoice {...props} /> : <FieldChoice {...props} />;
}

/** A field, a field through a reference, or the department of a person. */
function dimensionTitle(around: Around, form: string, name: string, department: string): string {
  const [first = '', inner] = name.split('.');
  const field = fieldsOf(around, form).find((one) => one.key === first);
  const title = localized(field?.title) || first;
  if (inner === undefined) return title;
  const other = fieldsOf(around, field?.settings?.form as string | undefined).find((one) => one.key === inner);
  return `${title} · ${other ? localized(other.title) : inner === 'department' ? department : inner}`;
}

export function TypeChoice({ id, schema, value, onChange }: MemberProps) {
  const types = useFieldTypes();
  const options = types.filter((one) => !one.computed).map((one) => ({ value: one.key, label: one.title }));
  return <Select id={id} value={textOf(value) ?? textOf(schema.default)} options={options} onChange={(next) => onChange(next ?? undefined)} />;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);

/** What is named and not there stays in sight, so that it can be put right. */
function withOwn(options: { value: string; label: string }[], value: unknown) {
  if (typeof value !== 'string' || value === '' || options.some((one) => one.value === value)) return options;
  return [{ value, label: value }, ...options];
}
