/** Several texts typed in one line, with commas of either language between them. */
import { useState } from 'react';
import { listed, unlisted } from '../../lib/listed';
import { TextInput, type TextInputProps } from '../TextInput/TextInput';

interface ListInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: readonly string[];
  onChange: (value: string[]) => void;
}

export function ListInput({ value, onChange, ...props }: ListInputProps) {
  const shown = listed(value);
  const [typed, setTyped] = useState(shown);
  // What is typed stays as it is while it means the value: a comma at the end would vanish under the hand.
  const text = listed(unlisted(typed)) === shown ? typed : shown;
  return (
    <TextInput
      {...props}
      value={text}
      onChange={(next) => {
        setTyped(next);
        onChange(unlisted(next));
      }}
    />
  );
}
