/** Which records a view or list shows: conditions as lists filter by them. What rows cannot say stays as it is written. */
import { ConditionRows } from '../../conditions/ConditionRows';
import { readFilter, writeFilter } from '../../conditions/filter';
import type { MemberProps } from '../Member';
import { RawMember } from './Raw';

export function FilterMember(props: MemberProps) {
  const read = readFilter(props.value);
  if (!read) return <RawMember {...props} />;
  return <ConditionRows plain label={props.title} conditions={read} onChange={(next) => props.onChange(writeFilter(next))} />;
}
