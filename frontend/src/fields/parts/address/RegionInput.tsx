/** A province, city or district: the known ones are proposed, any other may be typed. The names come when one enters. */
import { useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import type { ControlProps } from '../../../ui/control';
import { Combobox } from '../../../ui/Combobox/Combobox';
import { Icon } from '../../../ui/Icon/Icon';
import type { Address } from './model';
import type { Level } from './regions';

type Regions = typeof import('./regions');

/** More than these are found faster by typing. */
const most = 60;

interface Props extends ControlProps {
  level: Level;
  value: Address;
  onChange: (value: NonNullable<Address>) => void;
}

export function RegionInput({ level, value, onChange, ...props }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [regions, setRegions] = useState<Regions | null>(null);
  const [missing, setMissing] = useState(false);
  const typed = search.trim();
  const known = regions?.namesOf(level, value, search).slice(0, most) ?? [];
  const found = known.map((name) => ({ id: name, label: name }));
  const items = typed && !known.includes(typed) ? [...found, { id: typed, label: t('fields.useName', { name: typed }), mark: <Icon name="plus" size={14} /> }] : found;
  const take = (name: string) => onChange(regions?.placed(value, level, name) ?? { ...value, [level]: name });
  const fetch = () => {
    // Without the names an address is typed as ever.
    if (!regions) import('./regions').then(setRegions, () => setMissing(true));
  };
  return (
    <Combobox
      {...props}
      value={value?.[level] ?? null}
      valueLabel={value?.[level] ?? ''}
      items={items}
      loading={!regions && !missing}
      search={search}
      onSearch={setSearch}
      onOpen={fetch}
      onTyped={(text) => take(known.length === 1 && known[0] ? known[0] : text)}
      onChange={(name) => (name === null ? onChange({ ...value, [level]: '' }) : take(name))}
    />
  );
}
