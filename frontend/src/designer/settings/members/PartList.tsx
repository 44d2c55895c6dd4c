/** Parts with a key each: columns of lines, options, stages, steps of a deadline. One is open at a time. */
import { use, useMemo, useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { Button } from '../../../ui/Button/Button';
import { TextArea } from '../../../ui/TextArea/TextArea';
import { linesOf, partsOf } from '../bulk';
import { columnSchema } from '../columns';
import { useFieldTypes } from '../fieldTypes';
import { EditOnly } from '../../readOnly';
import { PanelContext, useAround } from '../panel';
import { partName } from '../partName';
import { ruleName } from '../ruleName';
import { Rows } from '../Rows';
import { freeKey, isObject, resolved, type Schema, type Value } from '../schema';
import type { MemberProps } from '../Member';
import styles from '../settings.module.css';

/** More than these are shown when asked for: nobody reads two thousand, and each is two buttons. */
const most = 60;

/** Options whose schema says only that they are some: a key and a title. */
const plainOption: Schema = {
  type: 'object',
  required: ['key', 'title'],
  properties: { key: { type: 'string', 'x-title': { 'zh-CN': '标识', en: 'Key' } }, title: { 'x-localized': true, 'x-title': { 'zh-CN': '标题', en: 'Title' } } },
};

export function PartList({ schema, value, onChange, pointer, title }: MemberProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  const [whole, setWhole] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const items = schema.items ?? {};
  const parts = (Array.isArray(value) ? (value as unknown[]) : []).map((one): Value => (isObject(one) ? one : { key: String(one) }));
  const types = useFieldTypes();
  const columns = useMemo(() => columnSchema(types), [types]);
  const draw = use(PanelContext);
  const around = useAround();
  const shape = items['x-option'] ? plainOption : items['x-column'] ? columns : items;
  const write = (next: Value[]) => onChange(next.length > 0 ? next : undefined);
  const keyed = items['x-column'] === true || 'key' in (resolved(shape, {}).properties ?? {});
  const add = () => {
    const key = freeKey(items['x-column'] ? 'column' : 'item', parts.map((one) => String(one.key)));
    const made: Value = items['x-column'] ? { key, type: 'text', title: { 'zh-CN': '新列', en: 'New column' } } : keyed ? { key } : {};
    write([...parts, made]);
    setWhole(whole || parts.length >= most);
    setOpen(keyed ? key : String(parts.length));
  };
  const nameOf = (one: Value, at: number) => {
    const sentence = ruleName(one, around, t);
    return sentence ? `${at + 1} · ${sentence}` : partName(one, shape, around) || `${title} ${at + 1}`;
  };
  // Options are a key and a title before all: they may be written as lines.
  const plain = keyed && !items['x-column'] && (shape === plainOption || (shape.properties?.title !== undefined && shape.required?.every((name) => name === 'key' || name === 'title') === true));
  const shown = whole ? parts : parts.slice(0, most);
  if (typed !== null) {
    return (
      <div className={styles.parts}>
        <span className={styles.lines}>
          <TextArea label={title} rows={12} value={typed} onChange={setTyped} />
        </span>
        <div className={styles.deeds}>
          <Button
            size="small"
            variant="solid"
            onClick={() => {
              write(partsOf(typed, parts));
              setTyped(null);
            }}
          >
            {t('designer.takeLines')}
          </Button>
          <Button size="small" onClick={() => setTyped(null)}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={styles.parts}>
      <Rows
        label={title}
        items={shown.map((one, at) => ({ key: keyed ? String(one.key) : String(at), title: nameOf(one, at) }))}
        open={open}
        onOpen={setOpen}
        onOrder={(order) => write([...order.map((at) => parts[at] ?? {}), ...parts.slice(shown.length)])}
        onRemove={(at) => write(parts.filter((_, place) => place !== at))}
      >
        {(at) => {
          const part = parts[at] ?? {};
          // Settings belong to a type: another one has others.
          const change = ({ settings, ...next }: Value) => write(parts.map((one, place) => (place === at ? { ...next, ...(settings !== undefined && next.type === part.type && { settings }) } : one)));
          return <div className={styles.inner}>{draw({ schema: shape, value: part, onChange: change, pointer: `${pointer}/${at}`, without: ['key'] })}</div>;
        }}
      </Rows>
      {parts.length > shown.length && (
        <Button size="small" variant="quiet" icon="down" onClick={() => setWhole(true)}>
          {t('designer.showParts', { count: parts.length })}
        </Button>
      )}
      <EditOnly>
        <div className={styles.deeds}>
          <Button size="small" icon="plus" onClick={add}>
            {t('designer.addPart', { title })}
          </Button>
          {plain && (
            <Button size="small" icon="edit" onClick={() => setTyped(linesOf(parts))}>
              {t('designer.asLines')}
            </Button>
          )}
        </div>
      </EditOnly>
    </div>
  );
}
