/** Several of many within one line: what is chosen reads as a list, and choosing one more adds it, or takes it away again. */
import { useState } from 'react';
import { listed } from '../../lib/listed';
import { Combobox, type ComboItem } from '../../ui/Combobox/Combobox';
import type { ControlProps } from '../../ui/control';
import { Icon } from '../../ui/Icon/Icon';
import { found, type ManyProps } from './many';

export function ManyCell({ value, options, onChange, fresh, ...props }: ControlProps & ManyProps) {
  const [search, setSearch] = useState('');
  const words = listed(value.map((key) => options.find((option) => option.key === key)?.title ?? key));
  const items: ComboItem[] = found(options, search, fresh).map((item) => (value.includes(item.id) ? { ...item, mark: <Icon name="check" size={14} /> } : item));
  return (
    <Combobox
      {...props}
      value={value.length ? words : null}
      valueLabel={words}
      items={items}
      search={search}
      onSearch={setSearch}
      onChange={(key) => onChange(key === null ? [] : value.includes(key) ? value.filter((one) => one !== key) : [...value, key])}
    />
  );
}
