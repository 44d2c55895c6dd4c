/** Who receives an announcement: everybody, or chosen departments, roles and persons. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNamed, usePeople, type NamedKind } from '../api/pickers';
import { Button } from '../ui/Button/Button';
import { Combobox, type ComboItem } from '../ui/Combobox/Combobox';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Select } from '../ui/Select/Select';
import styles from './sendings.module.css';

type Kind = NamedKind | 'persons';
export interface Chosen {
  kind: Kind;
  id: string;
  label: string;
}

const kinds: Kind[] = ['departments', 'roles', 'persons'];

interface Props {
  everyone: boolean;
  onEveryone: (everyone: boolean) => void;
  chosen: Chosen[];
  onChosen: (chosen: Chosen[]) => void;
  error: string | null;
}

export function ChooseReceivers({ everyone, onEveryone, chosen, onChosen, error }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>('departments');
  const add = (item: ComboItem) => onChosen([...chosen.filter((one) => one.id !== item.id), { kind, id: item.id, label: item.label }]);
  return (
    <FieldFrame id="announce-to" label={t('sendings.to')} group required error={error}>
      <Select
        label={t('sendings.to')}
        value={everyone ? 'everyone' : 'some'}
        onChange={(next) => onEveryone(next === 'everyone')}
        options={(['everyone', 'some'] as const).map((one) => ({ value: one, label: t(`sendings.${one}`) }))}
      />
      {!everyone && (
        <>
          <div className={styles.choose}>
            <Select label={t('sendings.kind')} value={kind} onChange={(next) => setKind(kinds.find((one) => one === next) ?? 'departments')} options={kinds.map((one) => ({ value: one, label: t(`sendings.kinds.${one}`) }))} />
            {kind === 'persons' ? <People onAdd={add} /> : <Named key={kind} kind={kind} onAdd={add} />}
          </div>
          <ul className={styles.chosen}>
            {chosen.map((one) => (
              <li key={one.id}>
                {one.label}
                <Button size="small" variant="quiet" icon="close" label={t('sendings.takeOut', { name: one.label })} onClick={() => onChosen(chosen.filter((other) => other !== one))} />
              </li>
            ))}
          </ul>
        </>
      )}
    </FieldFrame>
  );
}

function Named({ kind, onAdd }: { kind: NamedKind; onAdd: (item: ComboItem) => void }) {
  const [search, setSearch] = useState('');
  const found = useNamed(kind, search);
  return <Search items={found.data?.items ?? []} loading={found.isFetching} search={search} onSearch={setSearch} onAdd={onAdd} />;
}

function People({ onAdd }: { onAdd: (item: ComboItem) => void }) {
  const [search, setSearch] = useState('');
  const found = usePeople(search);
  const items = found.data?.items.map((one) => ({ id: one.id, label: one.name, detail: [one.department, one.title].filter(Boolean).join(' · ') })) ?? [];
  return <Search items={items} loading={found.isFetching} search={search} onSearch={setSearch} onAdd={onAdd} />;
}

interface SearchProps {
  items: ComboItem[];
  loading: boolean;
  search: string;
  onSearch: (text: string) => void;
  onAdd: (item: ComboItem) => void;
}

function Search({ onAdd, ...props }: SearchProps) {
  const { t } = useTranslation();
  return <Combobox {...props} label={t('sendings.add')} placeholder={t('sendings.add')} value={null} valueLabel="" onChange={(_, item) => item && onAdd(item)} />;
}
