/** A condition or formula, as the tree that documents keep. */
import { RawMember } from './Raw';
import type { MemberProps } from '../Member';

export function ExpressionMember(props: MemberProps) {
  return <RawMember {...props} />;
}
