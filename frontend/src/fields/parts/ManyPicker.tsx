/** Several of many: what is chosen stands as tags that can be taken away; more are found by typing. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Combobox } from '../../ui/Combobox/Combobox';
import type { ControlProps } from '../../ui/control';
import { Icon } from '../../ui/Icon/Icon';
import { Tag, hueOf } from '../../ui/Tag/Tag';
import type { Named } from './options';
import styles from './parts.module.css';

interface Props extends ControlProps {
  value: string[];
  options: Named[];
  onChange: (value: string[]) => void;
  /** What becomes of words that are no option (tags): the new value, or null for words that cannot be one. */
  fresh?: (words: string) => string | null;
}

export function ManyPicker({ value, options, onChange, fresh, ...props }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const title = (key: string) => options.find((option) => option.key === key)?.title ?? key;
  const place = (key: string) => Math.max(0, options.findIndex((option) => option.key === key));
  const wanted = search.trim().toLowerCase();
  const found = options.filter((option) => !value.includes(option.key) && option.title.toLowerCase().includes(wanted)).map(({ key, title: label }) => ({ id: key, label }));
  const made = fresh && wanted ? fresh(search.trim()) : null;
  const items = made && !value.includes(made) && !found.some(({ label }) => label === made) ? [{ id: made, label: made, detail: t('typed.tags.new') }, ...found] : found;
  return (
    <span className={styles.many}>
      {value.length > 0 && (
        <ul className={styles.chosen}>
          {value.map((key) => (
            <li key={key}>
              <Tag hue={hueOf(place(key))}>{title(key)}</Tag>
              {!props.disabled && (
                <button type="button" className={styles.drop} aria-label={t('typed.many.remove', { name: title(key) })} onClick={() => onChange(value.filter((one) => one !== key))}>
                  <Icon name="close" size={12} />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Combobox
        {...props}
        value={null}
        valueLabel=""
        placeholder={t('typed.many.add')}
        items={items}
        search={search}
        onSearch={setSearch}
        onChange={(key) => {
          if (key) onChange([...value, key]);
          else onChange(value.slice(0, -1));
        }}
      />
    </span>
  );
}
