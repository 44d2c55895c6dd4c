/** A number as typed text. The value is text ("600000.00") or null; never a float. Full-width digits and commas are understood. */
import { useState } from 'react';
import { TextInput, type TextInputProps } from '../TextInput/TextInput';

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'type' | 'inputMode'> {
  value: string | null;
  onChange: (value: string | null) => void;
  /** Decimal places allowed; 0 asks for an integer. */
  places?: number;
}

const fullWidth: Record<string, string> = { '，': ',', '．': '.', '。': '.', '－': '-', '−': '-' };

/** "１,２３4.5" → "1234.5"; text that is no number comes back as typed. */
export function plainNumber(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[，．。－−]/g, (sign) => fullWidth[sign] ?? sign)
    .replace(/[,\s]/g, '');
}

export function NumberInput({ value, onChange, places = 0, align = 'left', onBlur, ...props }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      {...props}
      align={align}
      inputMode={places > 0 ? 'decimal' : 'numeric'}
      value={typed ?? value ?? ''}
      onChange={(text) => {
        setTyped(text);
        onChange(plainNumber(text) || null);
      }}
      onBlur={() => {
        setTyped(null);
        onBlur?.();
      }}
    />
  );
}
