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

const units: Record<string, number> = { 千: 3, k: 3, 万: 4, w: 4, 百万: 6, m: 6, 千万: 7, 亿: 8 };

/** "１,２３4.5" → "1234.5", "62万" → "620000", "¥1.5 亿" → "150000000"; text that is no number comes back as typed. */
export function plainNumber(text: string): string {
  const plain = digitsOf(text);
  const [, sign = '', whole = '', rest = '', unit = ''] = /^(-?)[¥￥$]?(\d{1,12})(?:\.(\d{0,12}))?(百万|千万|[千万亿kwm])?元?$/i.exec(plain) ?? [];
  const shift = units[unit.toLowerCase()];
  if (!whole) return plain;
  if (shift === undefined) return /[¥￥$元]/.test(plain) ? sign + whole + (rest && `.${rest}`) : plain;
  const digits = rest.padEnd(shift, '0');
  const moved = (whole + digits.slice(0, shift)).replace(/^0+(?=\d)/, '');
  const left = digits.slice(shift).replace(/0+$/, '');
  return sign + moved + (left && `.${left}`);
}

function digitsOf(text: string): string {
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
