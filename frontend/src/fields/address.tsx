/** An address in words and on the map. Value: {province, city, district, detail, latitude, longitude, datum}, or null. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defineField, type CellProps, type InputProps } from '../lib/defineField';
import { Select } from '../ui/Select/Select';
import { TextInput } from '../ui/TextInput/TextInput';
import { Line } from './parts/Line';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import styles from './parts/parts.module.css';

const parts = ['province', 'city', 'district', 'detail'] as const;
const datums = ['WGS-84', 'GCJ-02', 'BD-09'];

type Value = Partial<Record<(typeof parts)[number] | 'latitude' | 'longitude' | 'datum', string>> | null;

const isDegrees = (text: string | undefined, most: number) => text !== undefined && /^-?\d{1,3}(\.\d{1,15})?$/.test(text) && Math.abs(Number(text)) <= most;
const words = (value: Value | undefined) => parts.map((part) => value?.[part] ?? '').join('');
const point = (value: Value | undefined) => (value?.latitude === undefined && value?.longitude === undefined ? '' : `${value.latitude ?? ''}, ${value.longitude ?? ''}`);

function AddressInput(props: InputProps<Value, unknown>) {
  const { t } = useTranslation();
  const own = control(props);
  // Coordinates are typed as one text, which may be unfinished.
  const [typed, setTyped] = useState<string | null>(null);
  const set = (change: NonNullable<Value>) => {
    const kept = Object.entries({ ...props.value, ...change }).filter(([, text]) => text);
    const next = Object.fromEntries(kept) as NonNullable<Value>;
    if (next.latitude === undefined && next.longitude === undefined) delete next.datum;
    props.onChange(Object.keys(next).length ? next : null);
  };
  const locate = (text: string) => {
    setTyped(text);
    const [latitude = '', longitude = ''] = text.split(/[,，\s]+/).filter(Boolean);
    set({ latitude, longitude, datum: props.value?.datum ?? 'WGS-84' });
  };
  return (
    <div className={styles.address}>
      {parts.map((part, place) => (
        <span key={part} className={part === 'detail' ? styles.whole : undefined}>
          <TextInput
            {...own}
            id={place === 0 ? own.id : `${own.id}-${part}`}
            autoFocus={place === 0 && own.autoFocus}
            label={t(`typed.address.${part}`)}
            placeholder={t(`typed.address.${part}`)}
            value={props.value?.[part] ?? ''}
            onChange={(text) => set({ [part]: text })}
          />
        </span>
      ))}
      <span className={styles.point}>
        <TextInput {...own} id={`${own.id}-point`} autoFocus={false} icon="pin" label={t('typed.address.point')} placeholder="29.868336, 121.543990" value={typed ?? point(props.value)} onChange={locate} onBlur={() => { setTyped(null); own.onBlur?.(); }} />
      </span>
      {point(props.value) && (
        <Select {...own} id={`${own.id}-datum`} autoFocus={false} label={t('typed.address.datum')} value={props.value?.datum ?? 'WGS-84'} options={datums.map((datum) => ({ value: datum, label: datum }))} onChange={(datum) => set({ datum: datum ?? 'WGS-84' })} />
      )}
    </div>
  );
}

function Whole({ value }: CellProps<Value, unknown>) {
  if (!value) return <Missing />;
  return (
    <>
      {words(value)}
      {point(value) && <span className={styles.exact}>{point(value)} {value.datum}</span>}
    </>
  );
}

export default defineField<Value, unknown>({
  key: 'address',
  icon: 'pin',
  width: 220,
  wide: true,
  group: true,
  phoneGroup: true,
  Input: AddressInput,
  Cell: ({ value }) => <Line text={words(value) || point(value)} />,
  Display: Whole,
  text: (value) => words(value) || point(value),
  expressionType: () => 'any',
  problem(value) {
    if (!point(value)) return null;
    return isDegrees(value?.latitude, 90) && isDegrees(value?.longitude, 180) ? null : { key: 'typed.address.odd' };
  },
});
