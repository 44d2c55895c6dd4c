/** What a rule of a form does with fields where its condition holds. */
import type { MemberProps } from '../Member';
import { SortedMember } from './Sorted';
import { acts } from './ruleActs';

/** One field may stand alone in a document; here it is a list of one. */
export function ActsMember(props: MemberProps) {
  const listed = Array.isArray(props.value) ? (props.value as Record<string, unknown>[]).map((one) => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, name !== 'set' && typeof value === 'string' ? [value] : value]))) : props.value;
  return <SortedMember {...props} value={listed} sorts={acts} />;
}
