/** The value part of a filter sentence, for the kinds of value most types have. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { FilterProps } from '../../lib/defineField';
import { NumberInput } from '../../ui/NumberInput/NumberInput';
import { Select } from '../../ui/Select/Select';
import { ManyPicker } from './ManyPicker';
import { DeskDay } from './desk';
import type { Named } from './options';

const textOf = (value: unknown) => (value === null || value === undefined ? null : String(value));

export function NumberFilter({ value, onChange, label, places }: FilterProps & { places: number }) {
  return <NumberInput size="small" label={label} places={places} value={textOf(value)} onChange={onChange} />;
}

export function DayFilter({ value, onChange, label }: FilterProps) {
  return <DeskDay size="small" label={label} value={textOf(value)} onChange={onChange} />;
}

/** Operators that take several values ("one_of") get a list of one; others the key itself. */
export function OptionFilter({ value, onChange, label, operator, options }: FilterProps & { options: Named[] }) {
  const { t } = useTranslation();
  const many = severalValues.includes(operator);
  const chosen = Array.isArray(value) ? textOf(value[0]) : textOf(value);
  return (
    <Select
      size="small"
      label={label}
      empty={t('fields.choose')}
      value={chosen}
      options={options.map(({ key, title }) => ({ value: key, label: title }))}
      onChange={(key) => onChange(many ? (key ? [key] : []) : key)}
    />
  );
}

/** Several members at once: any of them, all of them, none of them. */
export function ManyFilter({ value, onChange, label, options, fresh }: FilterProps & { options: Named[]; fresh?: (words: string) => string | null }) {
  return <ManyPicker size="small" label={label} value={Array.isArray(value) ? value.map(String) : []} options={options} fresh={fresh} onChange={onChange} />;
}

export const severalValues: readonly string[] = ['one_of', 'none_of', 'any_of', 'all_of', 'under'];

/** The words of what a picker chose last, which the value (an id) does not carry. */
export function useChosenLabel(value: unknown, known?: string | null): [string | null | undefined, (id: string | null, label: string | null) => void] {
  const [chosen, setChosen] = useState<{ id: string; label: string } | null>(null);
  const label = chosen && chosen.id === value ? chosen.label : known;
  return [label, (id, words) => setChosen(id && words ? { id, label: words } : null)];
}
