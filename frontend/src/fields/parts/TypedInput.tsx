/** A value typed in people's own way: it stays as typed while one types, and is shown in the usual form afterwards. */
import { useState } from 'react';
import { TextInput, type TextInputProps } from '../../ui/TextInput/TextInput';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: string | null;
  /** How a value is shown for editing. */
  show: (value: string) => string;
  /** The value of what was typed; null when it is none, and then the text goes on as it is, to be told. */
  read: (text: string) => string | null;
  onChange: (value: string | null) => void;
}

export function TypedInput({ value, show, read, onChange, onBlur, ...props }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      {...props}
      value={typed ?? (value === null ? '' : show(value))}
      onChange={(text) => {
        setTyped(text);
        onChange(text.trim() ? (read(text.trim()) ?? text) : null);
      }}
      onBlur={() => {
        setTyped(null);
        onBlur?.();
      }}
    />
  );
}
