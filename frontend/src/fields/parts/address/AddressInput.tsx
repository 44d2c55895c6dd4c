/** An address: province, city and district proposed or typed, the rest, and coordinates as one text. */
import { useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import type { InputProps } from '../../../lib/defineField';
import { Select } from '../../../ui/Select/Select';
import { TextInput } from '../../../ui/TextInput/TextInput';
import { control } from '../control';
import styles from '../parts.module.css';
import { parts, point, type Address } from './model';
import { RegionInput } from './RegionInput';

const datums = ['WGS-84', 'GCJ-02', 'BD-09'];

export function AddressInput(props: InputProps<Address, unknown>) {
  const { t } = useTranslation();
  const own = control(props);
  // Coordinates are typed as one text, which may be unfinished.
  const [typed, setTyped] = useState<string | null>(null);
  const set = (change: NonNullable<Address>) => {
    const kept = Object.entries({ ...props.value, ...change }).filter(([, text]) => text);
    const next = Object.fromEntries(kept) as NonNullable<Address>;
    if (next.latitude === undefined && next.longitude === undefined) delete next.datum;
    props.onChange(Object.keys(next).length ? next : null);
  };
  const named = (part: (typeof parts)[number], place: number) => ({
    ...own,
    id: place === 0 ? own.id : `${own.id}-${part}`,
    autoFocus: place === 0 && own.autoFocus,
    label: t(`typed.address.${part}`),
    placeholder: t(`typed.address.${part}`),
  });
  const locate = (text: string) => {
    setTyped(text);
    const [latitude = '', longitude = ''] = text.split(/[,，\s]+/).filter(Boolean);
    set({ latitude, longitude, datum: props.value?.datum ?? 'WGS-84' });
  };
  return (
    <div className={styles.address}>
      {parts.map((part, place) => (
        <span key={part} className={part === 'detail' ? styles.whole : undefined}>
          {part === 'detail' ? (
            <TextInput {...named(part, place)} value={props.value?.detail ?? ''} onChange={(text) => set({ detail: text })} />
          ) : (
            <RegionInput {...named(part, place)} level={part} value={props.value ?? null} onChange={set} />
          )}
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
