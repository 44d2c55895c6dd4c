/** Several of many: what is chosen stands as tags that can be taken away; more are found by typing. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { Combobox } from '../../ui/Combobox/Combobox';
import type { ControlProps } from '../../ui/control';
import { Icon } from '../../ui/Icon/Icon';
import { Tag, hueOf } from '../../ui/Tag/Tag';
import { found, type ManyProps } from './many';
import styles from './parts.module.css';

export function ManyPicker({ value, options, onChange, fresh, ...props }: ControlProps & ManyProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const title = (key: string) => options.find((option) => option.key === key)?.title ?? key;
  const place = (key: string) => Math.max(0, options.findIndex((option) => option.key === key));
  const items = found(options, search, fresh)
    .filter(({ id }) => !value.includes(id))
    .map(({ isNew, ...item }) => (isNew ? { ...item, detail: t('typed.tags.new') } : item));
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
