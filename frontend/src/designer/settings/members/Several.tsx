/** Several of a few known values: each ticked by its title. */
import { Checkbox } from '../../../ui/Checkbox/Checkbox';
import { valueTitle } from '../schema';
import type { MemberProps } from '../Member';
import styles from '../settings.module.css';

export function SeveralMember({ schema, value, onChange }: MemberProps) {
  const items = schema.items ?? {};
  const all = (items.enum ?? []).map(String);
  const chosen = Array.isArray(value) ? value.map(String) : [];
  // In the order of the schema, however they were ticked.
  const put = (one: string, on: boolean) => {
    const next = all.filter((key) => (key === one ? on : chosen.includes(key)));
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <div className={styles.several}>
      {all.map((one) => (
        <Checkbox key={one} checked={chosen.includes(one)} onChange={(on) => put(one, on)}>
          {valueTitle(one, items)}
        </Checkbox>
      ))}
    </div>
  );
}
