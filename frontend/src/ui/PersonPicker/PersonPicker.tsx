/** Chooses one person of the workspace by name, code or department. */
import { useState } from 'react';
import { usePeople, type Among } from '../../api/pickers';
import { Avatar } from '../Avatar/Avatar';
import { Combobox } from '../Combobox/Combobox';
import type { ControlProps } from '../control';

interface Props extends ControlProps {
  value: string | null;
  valueLabel?: string | null;
  onChange: (id: string | null, name: string | null) => void;
  /** Only these are offered; everybody when absent. */
  among?: Among | null;
}

export function PersonPicker({ value, valueLabel, onChange, among, ...props }: Props) {
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState(false);
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const people = usePeople(search, opened || (Boolean(value) && !valueLabel), 50, among);
  const items = (people.data?.items ?? []).map((person) => ({
    id: person.id,
    label: person.name,
    detail: [person.department, person.title].filter(Boolean).join(' · '),
    mark: <Avatar name={person.name} size={20} />,
  }));
  const name = chosen?.id === value ? chosen?.name : (valueLabel ?? items.find((item) => item.id === value)?.label);
  return (
    <Combobox
      {...props}
      value={value}
      valueLabel={value ? (name ?? '…') : ''}
      mark={name ? <Avatar name={name} size={20} /> : undefined}
      items={items}
      loading={people.isFetching}
      search={search}
      onSearch={setSearch}
      onOpen={() => setOpened(true)}
      onChange={(id, item) => {
        setChosen(id && item ? { id, name: item.label } : null);
        onChange(id, item?.label ?? null);
      }}
    />
  );
}
