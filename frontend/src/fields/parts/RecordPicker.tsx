/** Chooses one record of a form by any of its names; where names nobody knows are counted, also takes what was typed. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useBearer, useChoices } from '../../api/pickers';
import { Combobox, type ComboItem } from '../../ui/Combobox/Combobox';
import { Icon } from '../../ui/Icon/Icon';
import type { ControlProps } from '../../ui/control';
import { useChosenLabel } from './FilterValue';

interface Props extends ControlProps {
  app: string;
  form: string;
  value: string | null;
  valueLabel?: string | null;
  onChange: (id: string | null, label: string | null) => void;
  /** Only records that it finds can be picked. */
  filter?: unknown;
  /** Takes a name that no record has; it is called with the name. */
  onName?: (name: string) => void;
}

/** Stands where an id would. */
export const typedId = (name: string) => `name:${name}`;

export function RecordPicker({ app, form, value, valueLabel, onChange, onName, filter, ...props }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState(false);
  const choices = useChoices(app, form, search, opened || (Boolean(value) && !valueLabel), filter);
  const found: ComboItem[] = choices.data?.items ?? [];
  const typed = search.trim();
  const known = !typed || choices.isFetching || found.some((one) => one.label === typed);
  const items = onName && !known ? [...found, { id: typedId(typed), label: t('fields.useName', { name: typed }), detail: t('fields.useNameWords'), mark: <Icon name="plus" size={14} /> }] : found;
  const [words, choose] = useChosenLabel(value, valueLabel ?? items.find(({ id }) => id === value)?.label);
  const bearer = useBearer(app, form, filter ?? null);
  const take = (id: string | null, label: string | null) => {
    choose(id, label);
    onChange(id, label);
  };
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
        if (id !== null && onName && id === typedId(typed)) return onName(typed);
        return take(id, item?.label ?? null);
      }}
      // Once everything listed is an answer to it, a name that nobody bears is nobody's.
      onTyped={choices.isFetching ? (name) => void bearer(name).then((one) => one && take(one.id, one.label), () => undefined) : undefined}
    />
  );
}
