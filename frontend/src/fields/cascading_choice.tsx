/** An option of a tree, chosen level by level. Value: the option's key, or null. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { defineField, type InputProps } from '../lib/defineField';
import { Combobox } from '../ui/Combobox/Combobox';
import { Select } from '../ui/Select/Select';
import { Line } from './parts/Line';
import { OptionFilter } from './parts/FilterValue';
import { control } from './parts/control';
import { localized, type Localized } from '../lib/localized';
import styles from './parts/parts.module.css';

interface Branch {
  key: string;
  title?: Localized;
  parent?: string | null;
  retired?: boolean;
  merged_into?: string;
  split_into?: unknown[];
}

interface Settings {
  options?: Branch[];
  any_level?: boolean;
}

const isClosed = (branch: Branch) => Boolean(branch.retired || branch.merged_into || branch.split_into?.length);
const titleOf = (branch: Branch) => localized(branch.title) || branch.key;
const below = (options: Branch[], parent: string | null) => options.filter((one) => (one.parent ?? null) === parent);

/** The branches from the top down to `key`. */
function pathOf(options: Branch[], key: string | null | undefined): Branch[] {
  const path: Branch[] = [];
  let at = options.find((one) => one.key === key);
  while (at && !path.includes(at)) {
    path.unshift(at);
    const parent = at.parent;
    at = options.find((one) => one.key === parent);
  }
  return path;
}

const words = (value: string | null | undefined, { options = [] }: Settings) => (value ? pathOf(options, value).map(titleOf).join(' / ') || value : '');

function Search({ value, onChange, settings, ...props }: InputProps<string | null, Settings>) {
  const [search, setSearch] = useState('');
  const options = settings.options ?? [];
  const parents = new Set(options.map(({ parent }) => parent));
  const items = options
    .filter((one) => (settings.any_level || !parents.has(one.key)) && !pathOf(options, one.key).some(isClosed))
    .map((one) => ({ id: one.key, label: words(one.key, settings) }))
    .filter(({ label }) => label.toLowerCase().includes(search.trim().toLowerCase()))
    .slice(0, 100);
  return (
    <span className={styles.middle}>
      <Combobox {...control({ ...props, value, onChange, settings })} value={value ?? null} valueLabel={words(value, settings)} items={items} search={search} onSearch={setSearch} onChange={(key) => onChange(key)} />
    </span>
  );
}

/** One list for each level: what lies below is offered once the level above is chosen. */
function Levels({ value, onChange, settings, ...props }: InputProps<string | null, Settings>) {
  const { t } = useTranslation();
  const options = settings.options ?? [];
  // A level chosen half-way is held here, since it is no value where only the last level is one.
  const [at, setAt] = useState<string | null>(value ?? null);
  const path = pathOf(options, value ?? at);
  const levels = [null, ...path.map(({ key }) => key)].map((parent) => below(options, parent)).filter((level) => level.length);
  const choose = (level: number, key: string | null) => {
    const next = key ?? path[level - 1]?.key ?? null;
    setAt(next);
    const ends = next !== null && (settings.any_level || !below(options, next).length);
    onChange(ends ? next : null);
  };
  return (
    <span className={styles.levels}>
      {levels.map((level, depth) => (
        <Select
          key={depth}
          {...control({ ...props, value, onChange, settings })}
          id={depth ? `${props.id}-${depth + 1}` : props.id}
          label={t('typed.cascade.level', { field: props.label, level: depth + 1 })}
          value={path[depth]?.key ?? null}
          empty={t('fields.choose')}
          options={level.filter((one) => !isClosed(one) || path.includes(one)).map((one) => ({ value: one.key, label: titleOf(one) }))}
          onChange={(key) => choose(depth, key)}
        />
      ))}
    </span>
  );
}

export default defineField<string | null, Settings>({
  key: 'cascading_choice',
  icon: 'tree',
  width: 180,
  phoneGroup: true,
  Input: Search,
  PhoneInput: Levels,
  Cell: ({ value, settings }) => <Line text={words(value, settings)} />,
  Filter: (props) => {
    const settings = props.field.settings as Settings;
    return <OptionFilter {...props} options={(settings.options ?? []).map(({ key }) => ({ key, title: words(key, settings) }))} />;
  },
  text: words,
});
