/** The departments whose people work by a calendar, with all below them. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNamed } from '../../api/pickers';
import { Button } from '../../ui/Button/Button';
import { Combobox } from '../../ui/Combobox/Combobox';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import styles from './Calendars.module.css';

interface Props {
  chosen: string[];
  names: Record<string, string>;
  onChange: (chosen: string[]) => void;
}

export function Departments({ chosen, names, onChange }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState(false);
  const [picked, setPicked] = useState<Record<string, string>>({});
  const found = useNamed('departments', search, opened);
  const nameOf = (id: string) => picked[id] ?? names[id] ?? '…';
  return (
    <FieldFrame id="calendar-departments" label={t('calendars.departments')} hint={t('calendars.departmentsHint')} group>
      <ul className={styles.departments}>
        {chosen.map((id) => (
          <li key={id}>
            {nameOf(id)}
            <Button size="small" variant="quiet" icon="close" label={t('calendars.takeOut', { name: nameOf(id) })} onClick={() => onChange(chosen.filter((one) => one !== id))} />
          </li>
        ))}
      </ul>
      <Combobox
        label={t('calendars.addDepartment')}
        placeholder={t('calendars.addDepartment')}
        value={null}
        valueLabel=""
        items={(found.data?.items ?? []).filter(({ id }) => !chosen.includes(id))}
        loading={found.isFetching}
        search={search}
        onSearch={setSearch}
        onOpen={() => setOpened(true)}
        onChange={(id, item) => {
          if (!id) return;
          setPicked({ ...picked, [id]: item?.label ?? '' });
          onChange([...chosen, id]);
          setSearch('');
        }}
      />
    </FieldFrame>
  );
}
