/** What a button does: moves the record on, starts a workflow, or opens a page. */
import { useTranslation } from '../../../i18n/useTranslation';
import { localized, type Localized } from '../../../lib/localized';
import { Select } from '../../../ui/Select/Select';
import { TextInput } from '../../../ui/TextInput/TextInput';
import { fieldsOf, useAround } from '../panel';
import { isObject } from '../schema';
import type { MemberProps } from '../Member';
import { RawMember } from './Raw';

const sorts = ['move', 'start', 'open'] as const;
type Sort = (typeof sorts)[number];

export function DeedMember(props: MemberProps) {
  const { t } = useTranslation();
  const around = useAround();
  const { id, value, onChange, title } = props;
  const deed = isObject(value) ? value : {};
  const sort = sorts.find((one) => one in deed);
  const moves = fieldsOf(around, around.subjects.record).flatMap((field) => (field.type === 'stage' ? ((field.settings?.moves as { key: string; title?: Localized }[] | undefined) ?? []).map((move) => ({ value: `${field.key} ${move.key}`, label: `${localized(field.title)} › ${localized(move.title) || move.key}` })) : []));
  const workflows = around.contents.filter((one) => one.kind === 'workflow').map((one) => ({ value: one.key, label: localized(one.document.title as Localized) || one.key }));
  if (value !== undefined && value !== '' && !sort) return <RawMember {...props} />;
  const moved = isObject(deed.move) ? Object.entries(deed.move).map(([field, move]) => `${field} ${String(move)}`)[0] : undefined;
  const move = (chosen: string | null) => {
    const [field = '', key = ''] = chosen?.split(' ') ?? [];
    onChange({ move: chosen ? { [field]: key } : {} });
  };
  const begin = (next: Sort) => (next === 'move' ? move(moves[0]?.value ?? null) : onChange({ [next]: next === 'start' ? (workflows[0]?.value ?? '') : 'https://' }));
  return (
    <>
      <Select id={id} label={title} value={sort ?? null} empty={sort ? undefined : t('designer.unset')} options={sorts.map((one) => ({ value: one, label: t(`designer.deeds.${one}`) }))} onChange={(next) => next && begin(next as Sort)} />
      {sort === 'move' && <Select label={t('designer.deeds.whichMove')} value={moved ?? null} empty={t('designer.unset')} options={moves} onChange={move} />}
      {sort === 'start' && <Select label={t('designer.deeds.whichWorkflow')} value={String(deed.start) || null} empty={t('designer.unset')} options={workflows} onChange={(next) => onChange({ start: next ?? '' })} />}
      {sort === 'open' && <TextInput label={t('designer.deeds.address')} type="url" value={String(deed.open ?? '')} onChange={(open) => onChange({ open })} />}
    </>
  );
}
