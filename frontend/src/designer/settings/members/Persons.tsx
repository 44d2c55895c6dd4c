/** Who is meant: who began it, somebody in a field, a role, whom a formula names, or a superior of one of them. What is said otherwise stays text. */
import { useTranslation } from '../../../i18n/useTranslation';
import { localized } from '../../../lib/localized';
import { Select } from '../../../ui/Select/Select';
import { FormulaText } from '../../conditions/FormulaText';
import { scopeOf } from '../../conditions/scope';
import { fieldsOf, useAround } from '../panel';
import { same } from '../same';
import { isObject } from '../schema';
import type { MemberProps } from '../Member';
import { RawMember } from './Raw';

export function PersonsMember(props: MemberProps) {
  const { t } = useTranslation();
  const around = useAround();
  const { id, value, onChange, required, title } = props;
  const people = fieldsOf(around, around.subjects.record ?? around.subjects.row).filter((one) => one.type === 'member');
  const roles = around.contents.filter((one) => one.kind === 'role');
  // Who holds the to-do at which a deadline stands, whom an alarm is about, who fills in: told by the place.
  const meant = props.schema['x-persons'];
  const said = [...(meant === 'task' ? (['assignee'] as const) : []), meant === 'subject' || meant === 'actor' ? meant : ('initiator' as const)];
  const scope = scopeOf(around, {});
  const known = [
    ...said.flatMap((one) => [
      { value: one as unknown, label: t(`designer.persons.${one}`) },
      { value: { manager_of: one } as unknown, label: t('designer.persons.managerOf', { who: t(`designer.persons.${one}`) }) },
    ]),
    ...people.map((one) => ({ value: { field: one.key } as unknown, label: localized(one.title) })),
    ...people.map((one) => ({ value: { manager_of: { field: one.key } } as unknown, label: t('designer.persons.managerOf', { who: localized(one.title) }) })),
    ...roles.map((one) => ({ value: { role: one.key } as unknown, label: t('designer.persons.role', { role: localized(one.document.title as string) }) })),
  ];
  const formulas = scope ? (['formula', 'formulaManager'] as const) : [];
  const way = isObject(value) ? (isObject(value.manager_of) && 'formula' in value.manager_of ? 'formulaManager' : 'formula' in value ? 'formula' : null) : null;
  const place = known.findIndex((one) => same(one.value, value));
  if (value !== undefined && place < 0 && (way === null || !scope)) return <RawMember {...props} />;
  const tree = way === 'formula' ? (value as { formula: unknown }).formula : way && (value as { manager_of: { formula: unknown } }).manager_of.formula;
  const write = (formula: unknown, which: typeof way) => onChange(which === 'formulaManager' ? { manager_of: { formula } } : { formula });
  const choose = (next: string | null) => {
    if (next === 'formula' || next === 'formulaManager') return write(tree ?? '', next);
    return onChange(next === null ? undefined : known[Number(next)]?.value);
  };
  return (
    <>
      <Select
        id={id}
        label={title}
        value={way ?? (place < 0 ? null : String(place))}
        empty={required ? undefined : t('designer.unset')}
        options={[...known.map((one, at) => ({ value: String(at), label: one.label })), ...formulas.map((one) => ({ value: one, label: t(`designer.persons.${one}`) }))]}
        onChange={choose}
      />
      {way && scope && <FormulaText label={t('designer.persons.formulaOf', { title })} pointer={way === 'formula' ? `${props.pointer}/formula` : `${props.pointer}/manager_of/formula`} scope={scope} value={tree} onChange={(next) => write(next ?? '', way)} />}
    </>
  );
}
