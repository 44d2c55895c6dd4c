/** Yes or no. */
import { Switch } from '../../../ui/Checkbox/Checkbox';
import type { MemberProps } from '../Member';

export function Flag({ id, schema, value, onChange, title }: MemberProps) {
  return (
    <Switch id={id} checked={Boolean(value ?? schema.default ?? false)} onChange={onChange}>
      {title}
    </Switch>
  );
}
