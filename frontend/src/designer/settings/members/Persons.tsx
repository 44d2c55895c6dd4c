/** Who is meant: who began it, somebody in a field, a role, or a superior of one of them. What is said otherwise stays text. */
import { useTranslation } from '../../../i18n/useTranslation';
import { localized } from '../../../lib/localized';
import { Select } from '../../../ui/Select/Select';
import { fieldsOf, useAround } from '../panel';
import { same } from '../same';
import type { MemberProps } from '../Member';
import { RawMember } from './Raw';

export function PersonsMember(props: MemberProps) {
  const { t } = useTranslation();
  const around = useAround();
  const { id, value, onChange, required, title } = props;
  const people = fieldsOf(around, around.subjects.record ?? around.subjects.row).filter((one) => one.type === 'member');
  const roles = around.contents.filter((one) => one.kind === 'role');
  // Who holds the to-do at which a deadline stands.
  const holders = props.schema['x-persons'] === 'task' ? [
    { value: 'assignee' as unknown, label: t('designer.persons.assignee') },
    { value: { manager_of: 'assignee' } as unknown, label: t('designer.persons.assigneeManager') },
  ] : [];
  const known = [
    ...holders,
    { value: 'initiator' as unknown, label: t('designer.persons.initiator') },
    { value: { manager_of: 'initiator' } as unknown, label: t('designer.persons.initiatorManager') },
    ...people.map((one) => ({ value: { field: one.key } as unknown, label: localized(one.title) })),
    ...people.map((one) => ({ value: { manager_of: { field: one.key } } as unknown, label: t('designer.persons.managerOf', { who: localized(one.title) }) })),
    ...roles.map((one) => ({ value: { role: one.key } as unknown, label: t('designer.persons.role', { role: localized(one.document.title as string) }) })),
  ];
  const place = known.findIndex((one) => same(one.value, value));
  if (value !== undefined && place < 0) return <RawMember {...props} />;
  return (
    <Select
      id={id}
      label={title}
      value={place < 0 ? null : String(place)}
      empty={required ? undefined : t('designer.unset')}
      options={known.map((one, at) => ({ value: String(at), label: one.label }))}
      onChange={(next) => onChange(next === null ? undefined : known[Number(next)]?.value)}
    />
  );
}
