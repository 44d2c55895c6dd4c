/** Props every typed control takes; `id`, `invalid` and `describedBy` tie it to its FieldFrame. */
export interface ControlProps {
  id?: string;
  invalid?: boolean;
  required?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  placeholder?: string;
  describedBy?: string;
  /** Only where no FieldFrame labels the control. */
  label?: string;
  size?: 'small' | 'default';
  onBlur?: () => void;
}

/** The attributes of the native element behind the props. */
export function controlAttributes(props: ControlProps) {
  return {
    id: props.id,
    disabled: props.disabled,
    autoFocus: props.autoFocus,
    // React focuses and leaves no attribute; a dialogue, which opens later, asks for this one.
    'data-autofocus': props.autoFocus || undefined,
    placeholder: props.placeholder,
    onBlur: props.onBlur,
    'aria-label': props.label,
    'aria-invalid': props.invalid || undefined,
    'aria-required': props.required || undefined,
    'aria-describedby': props.describedBy || undefined,
  };
}

/** True while an input method composes: an Enter that picks a candidate is not an Enter. */
export function composing(event: { nativeEvent: { isComposing?: boolean; keyCode?: number } }): boolean {
  return Boolean(event.nativeEvent.isComposing) || event.nativeEvent.keyCode === 229;
}
