/** A line of text, or several in one line. */
import { ListInput } from '../../../ui/ListInput/ListInput';
import { TextInput } from '../../../ui/TextInput/TextInput';
import type { MemberProps } from '../Member';

export function TextMember({ id, schema, value, onChange }: MemberProps) {
  return <TextInput id={id} value={typeof value === 'string' ? value : ''} maxLength={schema.maxLength} placeholder={typeof schema.default === 'string' ? schema.default : undefined} onChange={(text) => onChange(text || undefined)} />;
}

export function TextsMember({ id, value, onChange }: MemberProps) {
  return <ListInput id={id} value={Array.isArray(value) ? value.map(String) : []} onChange={(texts) => onChange(texts.length > 0 ? texts : undefined)} />;
}
