/** A number; empty is the type's own. */
import { NumberInput } from '../../../ui/NumberInput/NumberInput';
import { typesOf } from '../schema';
import type { MemberProps } from '../Member';

/** Bounds that only say what a number can be at all tell nobody anything. */
const beyond = 1e12;

export function Figure({ id, schema, value, onChange }: MemberProps) {
  const own = schema.default;
  const places = typesOf(schema).includes('number') ? 6 : 0;
  const read = (text: string | null) => (text === null ? undefined : Number.isFinite(Number(text)) ? Number(text) : text);
  return (
    <NumberInput
      id={id}
      places={places}
      value={value === undefined || value === null ? null : String(value)}
      placeholder={typeof own === 'number' && Math.abs(own) < beyond ? String(own) : undefined}
      onChange={(text) => onChange(read(text))}
    />
  );
}
