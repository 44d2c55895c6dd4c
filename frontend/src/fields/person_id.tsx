/** The number of an identity card. Value: text or null. Its middle is hidden until one asks for it. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { defineField, type CellProps } from '../lib/defineField';
import { Button } from '../ui/Button/Button';
import { TextInput } from '../ui/TextInput/TextInput';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import styles from './parts/parts.module.css';

interface Settings {
  masked?: boolean;
}

const bare = (typed: string) => typed.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
const masked = (number: string) => `${number.slice(0, 3)}${'*'.repeat(11)}${number.slice(-4)}`;
const words = (value: string | null | undefined, settings: Settings) => (value ? (settings.masked === false ? value : masked(value)) : '');

function isNumber(typed: string): boolean {
  const found = /^[1-8]\d{5}(\d{4})(\d\d)(\d\d)\d{3}[\dX]$/.exec(bare(typed));
  if (!found) return false;
  const day = `${found[1]}-${found[2]}-${found[3]}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(day)) return false;
  const total = found[0].slice(0, 17).split('').reduce((sum, digit, place) => sum + Number(digit) * (2 ** (17 - place) % 11), 0);
  return '10X98765432'[total % 11] === found[0][17];
}

function Shown({ value, settings }: CellProps<string | null, Settings>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!value) return <Missing />;
  if (settings.masked === false) return <>{value}</>;
  return (
    <span className={styles.masked}>
      {open ? value : masked(value)}
      <Button size="small" variant="quiet" icon="eye" label={t(open ? 'typed.person.hide' : 'typed.person.show')} onClick={() => setOpen(!open)} />
    </span>
  );
}

export default defineField<string | null, Settings>({
  key: 'person_id',
  icon: 'shield',
  width: 168,
  Input: (props) => (
    <span className={styles.code}>
      <TextInput {...control(props)} value={props.value ?? ''} onChange={(text) => props.onChange(text || null)} />
    </span>
  ),
  Cell: ({ value, settings }) => (value ? <>{words(value, settings)}</> : <Missing />),
  Display: Shown,
  text: words,
  problem: (value) => (isNumber(value ?? '') ? null : { key: 'typed.person.odd' }),
});
