/** Parts with a key each: columns of lines, options, stages, steps of a deadline. One is open at a time. */
import { use, useMemo, useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { localized, type Localized } from '../../../lib/localized';
import { Button } from '../../../ui/Button/Button';
import { columnSchema } from '../columns';
import { useFieldTypes } from '../fieldTypes';
import { PanelContext } from '../panel';
import { Rows } from '../Rows';
import { freeKey, isObject, resolved, type Schema, type Value } from '../schema';
import type { MemberProps } from '../Member';
import styles from '../settings.module.css';

/** Options whose schema says only that they are some: a key and a title. */
const plainOption: Schema = {
  type: 'object',
  required: ['key', 'title'],
  properties: { key: { type: 'string', 'x-title': { 'zh-CN': '标识', en: 'Key' } }, title: { 'x-localized': true, 'x-title': { 'zh-CN': '标题', en: 'Title' } } },
};

export function PartList({ schema, value, onChange, pointer, title }: MemberProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  const items = schema.items ?? {};
  const parts = (Array.isArray(value) ? (value as unknown[]) : []).map((one): Value => (isObject(one) ? one : { key: String(one) }));
  const types = useFieldTypes();
  const columns = useMemo(() => columnSchema(types), [types]);
  const draw = use(PanelContext);
  const shape = items['x-option'] ? plainOption : items['x-column'] ? columns : items;
  const write = (next: Value[]) => onChange(next.length > 0 ? next : undefined);
  const keyed = items['x-column'] === true || 'key' in (resolved(shape, {}).properties ?? {});
  const add = () => {
    const key = freeKey(items['x-column'] ? 'column' : 'item', parts.map((one) => String(one.key)));
    const made: Value = items['x-column'] ? { key, type: 'text', title: { 'zh-CN': '新列', en: 'New column' } } : keyed ? { key } : {};
    write([...parts, made]);
    setOpen(keyed ? key : String(parts.length));
  };
  const nameOf = (one: Value, at: number) => localized(one.title as Localized) || (typeof one.field === 'string' ? one.field : `${title} ${at + 1}`);
  return (
    <div className={styles.parts}>
      <Rows
        label={title}
        items={parts.map((one, at) => ({ key: keyed ? String(one.key) : String(at), title: nameOf(one, at) }))}
        open={open}
        onOpen={setOpen}
        onOrder={(order) => write(order.map((at) => parts[at] ?? {}))}
        onRemove={(at) => write(parts.filter((_, place) => place !== at))}
      >
        {(at) => {
          const part = parts[at] ?? {};
          // Settings belong to a type: another one has others.
          const change = ({ settings, ...next }: Value) => write(parts.map((one, place) => (place === at ? { ...next, ...(settings !== undefined && next.type === part.type && { settings }) } : one)));
          return <div className={styles.inner}>{draw({ schema: shape, value: part, onChange: change, pointer: `${pointer}/${at}`, without: ['key'] })}</div>;
        }}
      </Rows>
      <Button size="small" icon="plus" onClick={add}>
        {t('designer.addPart', { title })}
      </Button>
    </div>
  );
}
