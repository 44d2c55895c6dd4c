/** The departments whose people work by a calendar, with all below them. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { NamedPicker } from '../../fields/parts/NamedPicker';
import { Button } from '../../ui/Button/Button';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import styles from './Calendars.module.css';

interface Props {
  chosen: string[];
  names: Record<string, string>;
  onChange: (chosen: string[]) => void;
}

export function Departments({ chosen, names, onChange }: Props) {
  const { t } = useTranslation();
  const [picked, setPicked] = useState<Record<string, string>>({});
  const nameOf = (id: string) => picked[id] ?? names[id] ?? '…';
  const add = (id: string | null, label: string | null) => {
    if (!id || chosen.includes(id)) return;
    setPicked({ ...picked, [id]: label ?? '' });
    onChange([...chosen, id]);
  };
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
      {/* Drawn anew after each choice, so that the box is empty again. */}
      <NamedPicker key={chosen.length} kind="departments" label={t('calendars.addDepartment')} placeholder={t('calendars.addDepartment')} value={null} onChange={add} />
    </FieldFrame>
  );
}
