/** Values by field: which fields are written, and what each becomes. */
import type { MemberProps } from '../Member';
import { ByFieldMember } from './ByField';

const worked = { 'x-expression': true };

export const ValuesMember = (props: MemberProps) => <ByFieldMember {...props} schema={{ ...props.schema, additionalProperties: worked }} />;
