/** Chooses one record of a form by its title. */
import { useState } from 'react';
import { useChoices } from '../../api/pickers';
import { Combobox } from '../../ui/Combobox/Combobox';
import type { ControlProps } from '../../ui/control';
import { useChosenLabel } from './FilterValue';

interface Props extends ControlProps {
  app: string;
  form: string;
  value: string | null;
  valueLabel?: string | null;
  onChange: (id: string | null, label: string | null) => void;
}

export function RecordPicker({ app, form, value, valueLabel, onChange, ...props }: Props) {
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState(false);
  const choices = useChoices(app, form, search, opened || (Boolean(value) && !valueLabel));
  const items = choices.data?.items ?? [];
  const [words, choose] = useChosenLabel(value, valueLabel ?? items.find(({ id }) => id === value)?.label);
  return (
    <Combobox
      {...props}
      value={value}
      valueLabel={value ? (words ?? '…') : ''}
      items={items}
      loading={choices.isFetching}
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
