/** Chooses one of a list that the server searches, such as departments and roles. */
import { useState } from 'react';
import { useNamed, type NamedKind } from '../../api/pickers';
import type { FilterProps } from '../../lib/defineField';
import { Combobox } from '../../ui/Combobox/Combobox';
import type { ControlProps } from '../../ui/control';
import { useChosenLabel } from './FilterValue';

interface Props extends ControlProps {
  kind: NamedKind;
  value: string | null;
  valueLabel?: string | null;
  onChange: (id: string | null, label: string | null) => void;
}

export function NamedPicker({ kind, value, valueLabel, onChange, ...props }: Props) {
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState(false);
  const found = useNamed(kind, search, opened || (Boolean(value) && !valueLabel));
  const items = found.data?.items ?? [];
  const [words, choose] = useChosenLabel(value, valueLabel ?? items.find(({ id }) => id === value)?.label);
  return (
    <Combobox
      {...props}
      value={value}
      valueLabel={value ? (words ?? '…') : ''}
      items={items}
      loading={found.isFetching}
      search={search}
      onSearch={setSearch}
      onOpen={() => setOpened(true)}
      onChange={(id, item) => {
        choose(id, item?.label ?? null);
        onChange(id, item?.label ?? null);
      }}
    />
  );
}

export function NamedFilter({ kind, value, onChange, label }: FilterProps & { kind: NamedKind }) {
  const one = Array.isArray(value) ? value[0] : value;
  return <NamedPicker kind={kind} size="small" label={label} value={typeof one === 'string' ? one : null} onChange={(id) => onChange(Array.isArray(value) ? (id ? [id] : []) : id)} />;
}
