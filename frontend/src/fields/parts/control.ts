/** What an Input hands on to a `ui/` part: identity, state and aria links; the rest of its props are its own. */
import type { InputProps } from '../../lib/defineField';
import type { ControlProps } from '../../ui/control';

export function control<Value, Settings>(props: InputProps<Value, Settings>): ControlProps {
  const { id, invalid, required, describedBy, autoFocus, onBlur } = props;
  return { id, invalid, required, describedBy, autoFocus, onBlur, disabled: props.readOnly };
}
