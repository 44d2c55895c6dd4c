/** One field of a form: its label and its type's input, or its value in plain text where one may only read. */
import { memo, useCallback } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { FieldInfo } from '../api/types';
import type { Around, Labels } from '../lib/defineField';
import { fieldView } from '../lib/fields';
import { localized } from '../lib/localized';
import { FieldFrame, describedBy } from '../ui/FieldFrame/FieldFrame';
import { Icon } from '../ui/Icon/Icon';
import { FieldValue } from './FieldValue';
import { isComputed } from './model';
import type { FormSession } from './session';
import styles from './RecordForm.module.css';

interface Props {
  id: string;
  field: FieldInfo;
  app: string;
  form: string;
  /** The record that is changed; absent for a new one. */
  record?: string;
  device: 'desk' | 'phone';
  value: unknown;
  valueLabel?: string | null;
  labels?: Labels;
  parts?: Readonly<Record<string, string>>;
  around?: Around;
  required: boolean;
  writable: boolean;
  autoFocus?: boolean;
  error: string | null;
  warning?: string | null;
  /** Whether the next form begins with this value; absent where the form does not keep it. */
  pinned?: boolean;
  onPin: (key: string, pinned: boolean) => void;
  onType: (key: string, value: unknown) => void;
  onLeave: (key: string) => void;
  onHold: FormSession['hold'];
}

export const FieldRow = memo(function FieldRow({ id, field, app, form, record, device, value, valueLabel, labels, parts, around, required, writable, autoFocus, error, warning, pinned, onPin, onType, onLeave, onHold }: Props) {
  const { t } = useTranslation();
  const view = fieldView(field.type);
  const hold = useCallback((finish: (() => Promise<string | null>) | null) => onHold(field.key, finish), [onHold, field.key]);
  if (!view || (!writable && !isComputed(field) && !view.live)) {
    return (
      <FieldFrame id={id} label={field.title} group wide={view?.wide} hint={view ? undefined : t('fields.unknown', { type: field.type })}>
        <div className={styles.plain}>
          <FieldValue field={field} app={app} form={form} record={record} device={device} value={value} label={valueLabel} labels={labels} />
        </div>
      </FieldFrame>
    );
  }
  const phone = device === 'phone' && view.PhoneInput;
  const Input = phone ? phone : view.Input;
  const hint = localized(field.hint);
  return (
    <FieldFrame id={id} label={field.title} required={required && !isComputed(field)} hint={hint} error={error} warning={warning} group={phone ? view.phoneGroup : view.group} wide={view.wide} aside={pinned !== undefined && <Pin title={field.title} pinned={pinned} onPin={(is) => onPin(field.key, is)} />}>
      <Input
        id={id}
        field={field}
        settings={field.settings}
        app={app}
        form={form}
        record={record}
        label={field.title}
        value={value ?? null}
        valueLabel={valueLabel ?? undefined}
        labels={labels}
        parts={parts}
        around={around}
        required={required}
        invalid={error !== null}
        describedBy={describedBy(id, { hint, error })}
        autoFocus={autoFocus}
        onChange={(typed: unknown) => onType(field.key, typed)}
        onBlur={() => onLeave(field.key)}
        onHold={hold}
      />
    </FieldFrame>
  );
});

function Pin({ title, pinned, onPin }: { title: string; pinned: boolean; onPin: (pinned: boolean) => void }) {
  const { t } = useTranslation();
  const words = t(pinned ? 'form.pin.on' : 'form.pin.off');
  return (
    <button type="button" className={styles.pin} aria-pressed={pinned} aria-label={t('form.pin.label', { title })} title={words} onClick={() => onPin(!pinned)}>
      <Icon name="pin" size={14} />
    </button>
  );
}
