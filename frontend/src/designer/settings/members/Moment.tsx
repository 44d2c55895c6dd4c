/** When something begins or ends: a field with a day or moment, the first entry into a stage, or a formula with a name. */
import { useTranslation } from '../../../i18n/useTranslation';
import { localized, type Localized } from '../../../lib/localized';
import { Select } from '../../../ui/Select/Select';
import { FormulaText } from '../../conditions/FormulaText';
import { fieldsOf, useAround } from '../panel';
import { isObject } from '../schema';
import type { MemberProps } from '../Member';
import { RawMember } from './Raw';
import { WordsMember } from './Words';

const days = new Set(['date', 'datetime']);

export function MomentMember(props: MemberProps) {
  const { t } = useTranslation();
  const { app, subjects, contents } = useAround();
  const { id, value, onChange, pointer, title } = props;
  const form = subjects.record;
  const fields = fieldsOf({ contents }, form);
  const byFormula = isObject(value) && 'formula' in value;
  const entries = fields.flatMap((field) => (field.type === 'stage' ? ((field.settings?.stages as { key: string; title: Localized }[] | undefined) ?? []).map((stage) => ({ value: `${field.key} ${stage.key}`, label: t('designer.moment.entered', { field: localized(field.title), stage: localized(stage.title) || stage.key }) })) : []));
  const options = [
    ...fields.filter((field) => days.has(field.type) || days.has(String(field.settings?.result))).map((field) => ({ value: field.key, label: localized(field.title) || field.key })),
    { value: 'created_at', label: t('designer.moment.created') },
    { value: 'updated_at', label: t('designer.moment.updated') },
    ...entries,
    { value: ' formula', label: t('designer.moment.formula') },
  ];
  const chosen = typeof value === 'string' ? value : byFormula ? ' formula' : isObject(value) ? `${String(value.field)} ${String(value.entered)}` : null;
  if (chosen !== null && !options.some((one) => one.value === chosen)) return <RawMember {...props} />;
  const choose = (next: string | null) => {
    const [field = '', entered] = next?.split(' ') ?? [];
    onChange(next === null ? undefined : next === ' formula' ? { formula: { today: [] } } : entered === undefined ? field : { field, entered });
  };
  return (
    <>
      <Select id={id} label={title} value={chosen} empty={t('designer.unset')} options={options} onChange={choose} />
      {byFormula && (
        <>
          <FormulaText label={t('designer.moment.formulaOf', { title })} pointer={`${pointer}/formula`} scope={{ app, form }} value={value.formula} onChange={(formula) => onChange({ ...value, formula: formula ?? { today: [] } })} />
          <WordsMember {...props} id={`${id}-name`} schema={{}} value={value.title} title={t('designer.moment.name')} onChange={(words) => onChange({ formula: value.formula, ...(words !== undefined && { title: words }) })} />
        </>
      )}
    </>
  );
}
