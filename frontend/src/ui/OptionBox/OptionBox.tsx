/** One of many known options: found by what is typed of its words or of their initials in pinyin (jx → 机械). */
import { useState } from 'react';
import { saysSo } from '../../lib/initials';
import { Combobox } from '../Combobox/Combobox';
import type { ControlProps } from '../control';
import type { Option } from '../Select/Select';

interface Props extends ControlProps {
  value: string | null;
  onChange: (value: string | null) => void;
  options: Option[];
}

export function OptionBox({ value, onChange, options, ...props }: Props) {
  const [search, setSearch] = useState('');
  const shown = options.filter((option) => !option.disabled && saysSo(option.label, search)).map((option) => ({ id: option.value, label: option.label }));
  return <Combobox {...props} value={value} valueLabel={options.find((option) => option.value === value)?.label ?? ''} onChange={onChange} search={search} onSearch={setSearch} items={shown} takesOnly />;
}
